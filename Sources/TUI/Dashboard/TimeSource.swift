package import Foundation

/// The clocks of the dashboard, so that tests can have their own.
package struct TimeSource: Sendable {
    /// Wall time, for what is shown.
    package var now: @Sendable () -> Date
    /// Time that never jumps, for the pace of frames.
    package var uptime: @Sendable () -> Duration
    package var sleep: @Sendable (Duration) async throws -> Void

    package init(
        now: @escaping @Sendable () -> Date, uptime: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.uptime = uptime
        self.sleep = sleep
    }

    package static let system: TimeSource = {
        let clock = ContinuousClock()
        let start = clock.now
        return TimeSource(
            now: { Date() }, uptime: { start.duration(to: clock.now) }, sleep: { try await clock.sleep(for: $0) })
    }()
}
