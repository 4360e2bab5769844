/// Where jobs stand in the queue.
package struct WaitingPlaces: Sendable, Equatable {
    /// How many jobs wait before this one, plus one, for each that is queued.
    package var positions: [JobID: Int]
    /// The client of the job that comes right before, for each that is queued and not the first.
    package var clientsAhead: [JobID: String]
    /// Whether nothing is claimed at all.
    package var isPaused: Bool
}

/// Jobs as they were accepted.
package struct AcceptedJobs: Sendable {
    package var jobs: [JobRecord]
    /// Where those that wait stood right then; nil: it has to be asked for.
    package var places: WaitingPlaces?
    /// What was given to slots with their acceptance.
    package var claimed: [JobRecord] = []
}
