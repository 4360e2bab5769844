/// A walk along one index of jobs, a bounded step at a time, so that the server is never held for long.
struct RedisScan {
    enum Order: String {
        /// All have the same score: by id.
        case id
        /// By score, then by id.
        case score
    }

    struct Place {
        var score: Int64
        var id: JobID
    }

    /// A job that matches.
    struct Found {
        var id: JobID
        /// As `JobSort.key` has it.
        var finished: Int64
    }

    let store: RedisJobStore
    let filter: JobFilter
    let index: String
    let order: Order
    var isDown = true
    /// Where it begins, exclusive; nil: at the index's end.
    var after: Place?
    /// Score at which an upward walk is over.
    var upTo: Int64?

    /// Jobs looked at in one step: some milliseconds of the server.
    private static let stepSize = 1_000

    /// - Parameters:
    ///   - most: of those found, at which it ends.
    ///   - end: when it stops, wherever it is.
    ///   - found: called with each step's.
    /// - Returns: the last place that it came to where time ended it; else nil.
    @discardableResult
    func walk(
        most: Int = .max, until end: ContinuousClock.Instant? = nil, _ found: ([Found]) -> Void
    ) async throws(JobError) -> Place? {
        var place = after
        var rest = most
        while rest > 0 {
            var arguments = RedisCommand()
            RedisFilter(filter: filter).add(to: &arguments)
            arguments.add(index)
            arguments.add(order.rawValue)
            arguments.add(isDown ? 1 : 0)
            arguments.add(place == nil ? 0 : 1)
            arguments.add(place?.score ?? 0)
            arguments.add(place?.id.rawValue)
            // Without anything to look at, no more are read than are wanted.
            arguments.add(filter.clauses.isEmpty ? min(rest, Self.stepSize) : Self.stepSize)
            arguments.add(min(rest, Self.stepSize))
            let answer = try await store.run(.scan, arguments)
            let ids = answer.texts(3)
            let ends = (answer[4].array ?? []).map { $0.integer ?? 0 }
            found(zip(ids, ends).map { Found(id: JobID(rawValue: $0), finished: $1) })
            rest -= ids.count
            let score = try answer.integer(2)
            guard try answer.integer(0) == 1, let last = answer[1].text, upTo.map({ score < $0 }) ?? true else {
                return nil
            }
            place = Place(score: score, id: JobID(rawValue: last))
            if let end, rest > 0, ContinuousClock.now > end { return place }
        }
        return nil
    }
}
