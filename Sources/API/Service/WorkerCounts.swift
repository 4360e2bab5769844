package struct WorkerCounts: Codable, Sendable, Equatable {
    package var slots: Int
    package var busy: Int
    /// nil: the service works on images itself.
    package var processes: WorkerProcessCounts?

    package init(slots: Int = 0, busy: Int = 0, processes: WorkerProcessCounts? = nil) {
        self.slots = slots
        self.busy = busy
        self.processes = processes
    }
}
