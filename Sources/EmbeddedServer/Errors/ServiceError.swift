package import API
import Inference
import Jobs

/// An error that can reach a caller: it knows its stable code, and through it the HTTP status.
package struct ServiceError: Error, Sendable, Equatable, CustomStringConvertible {
    package var code: ErrorCode
    /// What happened, with the value, and what to do.
    package var message: String
    /// Numbers that a program may want: limits, sizes.
    package var details: [String: Int]?
    /// For the log, never for the caller.
    package var cause: String?
    /// The rest of the request is not worth reading.
    package var endsConnection = false

    package init(_ code: ErrorCode, _ message: String, details: [String: Int]? = nil, cause: String? = nil) {
        self.code = code
        self.message = message
        self.details = details
        self.cause = cause
    }

    package var description: String { "\(code.rawValue): \(message)" + (cause.map { " (\($0))" } ?? "") }
}

extension ServiceError {
    init(_ error: JobError) {
        let code: ErrorCode =
            switch error.code {
            case .notFound: .notFound
            case .expired: .expired
            case .conflict, .leaseLost: .conflict
            case .queueFull: .queueFull
            case .draining: .draining
            case .invalidCursor: .invalidCursor
            case .invalidFilter: .invalidFilter
            case .storeUnavailable: .storeUnavailable
            case .storeInUse: .storeInUse
            }
        self.init(code, error.message, cause: error.cause)
    }

    init(_ error: InferenceError) {
        self.init(ErrorCode(rawValue: error.code.rawValue) ?? .internalError, error.message, cause: error.cause)
    }

    /// Any error as one for callers; what is not known becomes `INTERNAL`, its own words in `cause`.
    init(any error: any Error) {
        switch error {
        case let error as ServiceError: self = error
        case let error as JobError: self.init(error)
        case let error as InferenceError: self.init(error)
        default:
            self.init(
                .internalError, "The service failed on this request. Its log has the details under the request id.",
                cause: String(reflecting: error))
        }
    }
}
