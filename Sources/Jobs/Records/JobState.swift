package enum JobState: String, Codable, Sendable, CaseIterable {
    case queued, running, succeeded, failed, cancelled

    package var isFinished: Bool { self != .queued && self != .running }
}
