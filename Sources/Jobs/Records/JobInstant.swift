/// Milliseconds since 1970 UTC, as stored.
package struct JobInstant: Hashable, Comparable, Codable, Sendable {
    package var milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (a: JobInstant, b: JobInstant) -> Bool { a.milliseconds < b.milliseconds }

    package func advanced(byMilliseconds delta: Int64) -> JobInstant {
        JobInstant(milliseconds: milliseconds + delta)
    }
}

/// Where the queue's time comes from; tests set their own.
package protocol JobClock: Sendable {
    func now() -> JobInstant

    /// Waits; by default in real time.
    /// - Throws: `CancellationError`, at once when the task is cancelled.
    func sleep(milliseconds: Int64) async throws
}

extension JobClock {
    package func sleep(milliseconds: Int64) async throws {
        try await Task.sleep(for: .milliseconds(milliseconds))
    }
}
