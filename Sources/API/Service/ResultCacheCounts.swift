/// The result cache since the start of the process.
package struct ResultCacheCounts: Codable, Sendable, Equatable {
    /// Results that it may hold.
    package var capacity: Int
    /// Results that it holds.
    package var entries: Int
    /// Jobs answered from it.
    package var hits: Int
    /// Jobs that had to be computed.
    package var misses: Int

    package init(capacity: Int, entries: Int, hits: Int, misses: Int) {
        self.capacity = capacity
        self.entries = entries
        self.hits = hits
        self.misses = misses
    }
}
