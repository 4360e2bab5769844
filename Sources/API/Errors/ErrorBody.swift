/// The one shape of every error answer: `{"error": {"code", "message", "request_id", "details"}}`.
package struct ErrorBody: Codable, Sendable, Equatable {
    package var error: ErrorDetail

    package init(error: ErrorDetail) {
        self.error = error
    }
}

/// A stable code and what to do about it. Also the `error` of a failed job.
package struct ErrorDetail: Codable, Sendable, Equatable {
    /// Stable, upper case: an `ErrorCode`'s raw value. Unknown codes are kept as they came.
    package var code: String
    package var message: String
    package var requestID: String?
    /// Step in which a job failed, if it was working.
    package var step: JobStep?
    /// Numbers that a program may want: limits, sizes.
    package var details: [String: Int]?

    package init(
        code: String, message: String, requestID: String? = nil, step: JobStep? = nil, details: [String: Int]? = nil
    ) {
        self.code = code
        self.message = message
        self.requestID = requestID
        self.step = step
        self.details = details
    }

    enum CodingKeys: String, CodingKey {
        case code, message
        case requestID = "request_id"
        case step, details
    }
}
