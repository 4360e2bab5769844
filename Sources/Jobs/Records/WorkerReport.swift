/// What a process that works on a shared queue says of itself, for the others to show.
package struct WorkerReport: Codable, Sendable, Equatable {
    package struct Slot: Codable, Sendable, Equatable {
        /// As it stands in the leases.
        package var name: String
        /// Jobs that it has brought to an end since its process began, failures among them.
        package var done: Int
        package var failed: Int
    }

    /// Host and process.
    package var name: String
    package var version: String
    /// What it takes jobs of.
    package var models: [String]
    /// None: it has ended.
    package var slots: [Slot]

    /// Reports that are older are of processes that are gone, in milliseconds.
    static let lifeMilliseconds: Int64 = 15_000
}
