/// A store that can give all that it has, and take over what another one had.
protocol CopyableStore: JobStore {
    /// Takes back what dead workers left, and refuses where living ones are at work.
    /// - Throws: `storeInUse`.
    func settle() async throws(JobError)
    /// So many jobs at most, one at least, and so many bytes of payloads: first the finished ones, then those that wait, in
    /// the order in which they would be claimed.
    /// - Returns: `next` nil: there are no more.
    func kept(
        at place: KeptPlace, jobs: Int, bytes: Int
    ) async throws(JobError) -> (jobs: [KeptJob], next: KeptPlace?)
    /// Those of `ids` that are there.
    func kept(_ ids: [JobID]) async throws(JobError) -> [KeptJob]
    /// Stores jobs as another store had them, but for those whose ids are there. What waits goes to the back, in this order.
    /// - Returns: how many were not there.
    func restore(_ jobs: [KeptJob]) async throws(JobError) -> Int
}

/// How far a store was read.
enum KeptPlace: Sendable {
    /// Behind a finished job, in the store's own terms; empty: at the beginning.
    case finished(String)
    /// Behind a waiting one; `Int64.min`: at the beginning.
    case waiting(Int64)

    static let start = KeptPlace.finished("")
}
