/// What the engine is tuned for.
package enum EngineMode: String, Sendable, CaseIterable {
    /// One image at a time on all cores: the shortest time for one.
    case latency
    /// One image a core: on two cores about twice as many a second as `latency`, each taking longer.
    case throughput
}
