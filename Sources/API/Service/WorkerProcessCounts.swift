/// The processes that decode and infer.
package struct WorkerProcessCounts: Codable, Sendable, Equatable {
    /// That there should be.
    package var configured: Int
    /// That take images.
    package var up: Int
    /// That have crashed, or were killed, since the service started.
    package var ended: Int

    package init(configured: Int, up: Int, ended: Int) {
        self.configured = configured
        self.up = up
        self.ended = ended
    }
}
