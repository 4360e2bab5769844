import ArgumentParser

/// A measurement of `bench dashboard`.
enum DashboardPart: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// From the start of the process to the first whole frame.
    case start
    /// From a key to its effect on the screen, while events come.
    case keys
    /// From an event to the screen, while others come.
    case events
    /// Nothing happens: processor time, and bytes.
    case idle
    /// Resident memory after all jobs and many pictures were seen.
    case memory
    /// `--slow` while little happens.
    case slow
}
