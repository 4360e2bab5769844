package struct WorkerCounts: Codable, Sendable, Equatable {
    package var slots: Int
    package var busy: Int

    package init(slots: Int = 0, busy: Int = 0) {
        self.slots = slots
        self.busy = busy
    }
}
