package import API
import Inference
import Jobs
import Processes

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
    /// The same error of one image among several in a request, counted from 1.
    func of(part: Int, of count: Int, name: String?) -> ServiceError {
        var error = self
        error.message =
            "Image \(part) of \(count)\(name.map { " ('\($0)')" } ?? ""): \(message) None of the images was accepted."
        error.details = (details ?? [:]).merging(["image": part]) { old, _ in old }
        return error
    }

    init(_ error: JobError) {
        let code: ErrorCode =
            switch error.code {
            case .notFound: .notFound
            case .expired: .expired
            case .conflict, .leaseLost: .conflict
            case .queueFull: .queueFull
            case .clientOverShare: .clientOverShare
            case .draining: .draining
            case .idempotencyMismatch: .idempotencyMismatch
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
        case let crash as WorkerCrash:
            self.init(.workerCrashed, "\(crash.sentence). Other requests are not affected.", cause: crash.lastWords)
        default:
            self.init(
                .internalError, "The service failed on this request. Its log has the details under the request id.",
                cause: String(reflecting: error))
        }
    }
}
