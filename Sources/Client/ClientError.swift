/// What a request to the service came to.
package struct ClientError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// No connection: refused, no such host, reset, no answer in time.
        case unreachable
        /// The service answered with an error: its HTTP status and stable code.
        case refused(status: Int, code: String)
        /// The answer was not what the API promises.
        case badAnswer
        /// The local file could not be read.
        case file
        case cancelled
    }

    package var kind: Kind
    /// What happened, with the value, and what to do.
    package var message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// The stable code of a refusal, if the service sent one.
    package var code: String? {
        if case .refused(_, let code) = kind { code } else { nil }
    }

    package var description: String { message }
}
