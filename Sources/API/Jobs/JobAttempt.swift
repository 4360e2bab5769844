package import Foundation

/// An attempt that did not succeed, and why.
package struct JobAttempt: Codable, Sendable, Equatable {
    /// From 1; counted anew after each retry on request.
    package var attempt: Int
    package var worker: String?
    package var startedAt: Date?
    package var endedAt: Date
    package var error: ErrorDetail

    package init(attempt: Int, worker: String? = nil, startedAt: Date? = nil, endedAt: Date, error: ErrorDetail) {
        self.attempt = attempt
        self.worker = worker
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.error = error
    }

    enum CodingKeys: String, CodingKey {
        case attempt, worker
        case startedAt = "started_at"
        case endedAt = "ended_at"
        case error
    }

    /// Absent values are written as `null`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(attempt, forKey: .attempt)
        try container.encode(worker, forKey: .worker)
        try container.encode(startedAt, forKey: .startedAt)
        try container.encode(endedAt, forKey: .endedAt)
        try container.encode(error, forKey: .error)
    }
}
