/// `queued -> running -> succeeded | failed | cancelled`; `running -> queued` when a lease ends or an attempt is repeated.
package enum JobStatus: String, Codable, Sendable, CaseIterable {
    case queued, running, succeeded, failed, cancelled

    package var isFinished: Bool { self != .queued && self != .running }
}

/// What a running job is at, in this order.
package enum JobStep: String, Codable, Sendable, CaseIterable {
    case decoding, preprocessing, inferring, formatting
}

package struct JobProgress: Codable, Sendable, Equatable {
    package var step: JobStep
    /// 0...1: the share of the steps that are behind the job.
    package var fraction: Double

    package init(step: JobStep, fraction: Double) {
        self.step = step
        self.fraction = fraction
    }
}
