/// What a process that works on a shared queue says of itself, for the others to show.
package struct WorkerReport: Codable, Sendable, Equatable {
    package struct Slot: Codable, Sendable, Equatable {
        /// As it stands in the leases.
        package var name: String
        /// Jobs that it has brought to an end since its process began, failures among them.
        package var done: Int
        package var failed: Int

        package init(name: String, done: Int, failed: Int) {
            self.name = name
            self.done = done
            self.failed = failed
        }
    }

    /// Host and process.
    package var name: String
    package var version: String
    /// What it takes jobs of.
    package var models: [String]
    /// None: it has ended.
    package var slots: [Slot]
    /// nil: an older program, which takes jobs and does not hear of wishes.
    package var duty: Duty?
    /// Whether it lives in a service, which a drain would not end.
    package var isOfService: Bool?
    /// What it was last told to do; of the store, not of the worker.
    package var wish: Duty?

    package init(name: String, version: String, models: [String], slots: [Slot], duty: Duty?, isOfService: Bool?) {
        self.name = name
        self.version = version
        self.models = models
        self.slots = slots
        self.duty = duty
        self.isOfService = isOfService
    }

    /// Reports that are older are of processes that are gone, in milliseconds.
    static let lifeMilliseconds: Int64 = 15_000
}
