/// Why a file was not fetched.
package struct DownloadError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// No connection: no such host, refused, no certificate that counts.
        case unreachable = "DOWNLOAD_UNREACHABLE"
        /// The connection broke, again and again.
        case cut = "DOWNLOAD_CUT"
        /// No byte came for too long.
        case stalled = "DOWNLOAD_STALLED"
        /// The limit on the whole was reached.
        case timeout = "DOWNLOAD_TIMEOUT"
        /// The server answered with an error.
        case refused = "DOWNLOAD_REFUSED"
        /// A redirect that is not followed.
        case redirect = "DOWNLOAD_REDIRECT"
        /// The answer is no part of a file.
        case badAnswer = "DOWNLOAD_BAD_ANSWER"
        /// Longer or shorter than the file must be.
        case wrongSize = "DOWNLOAD_WRONG_SIZE"
        case wrongSum = "DOWNLOAD_WRONG_SUM"
        /// Another process fetches the same file.
        case busy = "DOWNLOAD_BUSY"
        /// The disk: full, not writable, no such folder.
        case file = "DOWNLOAD_FILE"
        case cancelled = "DOWNLOAD_CANCELLED"
    }

    package var code: Code
    /// What happened, with the value, and what to do.
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { "\(code.rawValue): \(message)" }
}
