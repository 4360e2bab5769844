import ArgumentParser

/// A measurement of `bench service`.
enum BenchPart: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// Connections without a request; first, for after a load there is free memory that they would take.
    case connections
    /// One image at a time, nothing else at work.
    case idle
    /// All connections, each with one job at a time; against the engine alone in the same run.
    case saturation
    /// Submissions only, as fast as they are answered.
    case burst
    /// The same load with and without a crowd that follows the events.
    case followers
}
