/// `queued -> running -> succeeded | failed | cancelled`; `running -> queued` when a lease ends or an attempt is repeated.
package enum JobStatus: String, Codable, Sendable, CaseIterable {
    case queued, running, succeeded, failed, cancelled

    package var isFinished: Bool { self != .queued && self != .running }
}
