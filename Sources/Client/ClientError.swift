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
    /// For a log, never for a screen: the request, and what exactly was wrong with it.
    package var detail: String?
    /// Nothing came in time, though nothing was broken off.
    package var isTimeout = false
    /// Seconds after which the service wants to be asked again, by its `Retry-After`; nil: it did not say.
    package var retryAfter: Int?

    package init(_ kind: Kind, _ message: String, detail: String? = nil, retryAfter: Int? = nil) {
        self.kind = kind
        self.message = message
        self.detail = detail
        self.retryAfter = retryAfter
    }

    /// The stable code of a refusal, if the service sent one.
    package var code: String? {
        if case .refused(_, let code) = kind { code } else { nil }
    }

    package var description: String { detail.map { "\(message) [\($0)]" } ?? message }

    /// The detail does not count: it is worded for people who search.
    package static func == (one: Self, other: Self) -> Bool {
        one.kind == other.kind && one.message == other.message && one.retryAfter == other.retryAfter
    }
}
