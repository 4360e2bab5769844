/// A page of the jobs that a filter means, and how many there are: by the index that leads to the fewest others.
struct RedisListing {
    let store: RedisJobStore
    let filter: JobFilter

    /// So many jobs can be collected and sorted for a page.
    private static let few = 5_000
    /// Where jobs have to be looked at one by one, counting them goes on for so long, and filling a page.
    private static let countBudget = Duration.milliseconds(100)
    private static let pageBudget = Duration.seconds(1)
    /// Indexes that are walked one after the other for one listing, at most.
    private static let mostIndexes = 16

    /// Indexes that have all jobs that match, and others.
    private struct Source {
        var names: [String]
        var size: Int
        /// Of the index by creation.
        var times: Range<Int64>?
        /// Those under a lease too: an index by score, which comes along whole, for they are not many.
        var hasLeases = false

        static let all = Source(names: ["ids"], size: .max)
    }

    func page(_ query: JobQuery, after cursor: JobCursor?) async throws(JobError) -> JobPage {
        let sort = query.sort
        let wanted = query.pageSize + 1
        func key(_ found: RedisScan.Found) -> (key: Int64, id: JobID) {
            (sort.isByFinish ? found.finished : 0, found.id)
        }
        let survey = try await survey(wantsExactTotal: query.wantsExactTotal)
        // Nothing to look for: without that, it would be looked for everywhere.
        guard survey.total > 0 || !survey.isExact else { return JobPage(jobs: [], nextCursor: nil, total: 0) }
        var found: [RedisScan.Found]
        var stop: RedisScan.Place?
        if let all = survey.all {
            found = all.filter { job in cursor.map { sort.precedes(($0.key, $0.last), key(job)) } ?? true }
        } else if sort.isByFinish {
            (found, stop) = try await alongEnds(sort, after: cursor, wanted)
        } else {
            (found, stop) = try await byID(
                survey.source, isDown: sort.isDescending, after: cursor?.last, wanted, until: .now + Self.pageBudget)
        }
        found.sort { sort.precedes(key($0), key($1)) }
        let shown = found.prefix(query.pageSize)
        var next =
            found.count > shown.count ? shown.last.map { JobCursor(last: $0.id, key: key($0).key, sort: sort) } : nil
        // The next page goes on where time ended this one.
        if next == nil, let stop { next = JobCursor(last: stop.id, key: sort.isByFinish ? stop.score : 0, sort: sort) }
        return JobPage(
            // What has changed since it was found may match no more.
            jobs: try await store.jobs(shown.map(\.id)).filter(filter.matches), nextCursor: next?.text,
            total: max(survey.total, shown.count), isTotalExact: survey.isExact)
    }

    /// The newest below an id.
    func newest(_ count: Int, before: JobID?) async throws(JobError) -> [JobID] {
        let source = try await source(RedisTally(store.run(.tally)))
        let ids = source.times == nil ? source : .all
        return try await byID(ids, isDown: true, after: before, count).found.map(\.id).sorted(by: >).prefix(count).map {
            $0
        }
    }

    /// How many match, the way to them, and all of them where they had to be collected and are few.
    private struct Survey {
        var total: Int
        var isExact = true
        var source = Source.all
        var all: [RedisScan.Found]?
    }

    private func survey(wantsExactTotal: Bool) async throws(JobError) -> Survey {
        if filter.clauses.isEmpty {
            return Survey(total: try await store.counts().byState.values.reduce(0, +))
        }
        let tally = RedisTally(try await store.run(.tally))
        let most = tally.count(filter)
        if most == 0 { return Survey(total: 0) }
        let source = try await source(tally)
        let ordered = source.times == nil ? source : .all
        if filter.tallied.clauses.count == filter.clauses.count, most > Self.few {
            return Survey(total: most, source: ordered)
        }
        if let times = filter.times, source.size > Self.few { return Survey(total: try await count(times)) }
        var survey = Survey(total: 0, source: ordered)
        let end = wantsExactTotal ? nil : ContinuousClock.now + Self.countBudget
        var all: [RedisScan.Found] = []
        for scan in scans(source) where survey.isExact {
            let stop = try await scan.walk(until: end) { found in
                survey.total += found.count
                if all.count <= Self.few { all += found }
            }
            survey.isExact = stop == nil
        }
        if survey.isExact && survey.total <= Self.few { survey.all = all }
        return survey
    }

    /// The way that meets the fewest others.
    private func source(_ tally: RedisTally) async throws(JobError) -> Source {
        var best = Source.all
        best.size = tally.entries.reduce(0) { $0 + $1.jobs }
        for clause in filter.clauses where !clause.negated {
            var found: Source
            switch clause.term {
            case .states(let states):
                found = Source(
                    names: states.filter { $0 != .running }.map { "state:\($0.rawValue)" }, size: 0,
                    hasLeases: states.contains(.running))
            case .client(let client): found = Source(names: ["client:\(client)"], size: 0)
            case .route(let pattern): found = Source(names: tally.routes(like: pattern).map { "route:\($0)" }, size: 0)
            case .since, .until, .word: continue
            }
            found.size = tally.count(JobFilter(clauses: [clause]))
            if found.size < best.size && found.names.count <= Self.mostIndexes { best = found }
        }
        guard best.size > Self.few, let times = filter.span else { return best }
        let size = try await count(times)
        return size < best.size ? Source(names: ["created"], size: size, times: times) : best
    }

    private func count(_ times: Range<Int64>) async throws(JobError) -> Int {
        Int(
            try await store.run(
                .countMade, RedisCommand(String(times.lowerBound), "(" + String(times.upperBound))
            ).integer(0))
    }

    private func scans(_ source: Source) -> [RedisScan] {
        // Upward, as renewed leases move: whoever walks against them would miss some.
        let leases = RedisScan(store: store, filter: filter, index: "leases", order: .score, isDown: false)
        return source.names.map { name in
            guard let times = source.times else {
                return RedisScan(store: store, filter: filter, index: name, order: .id)
            }
            return RedisScan(
                store: store, filter: filter, index: name, order: .score, isDown: false,
                after: RedisScan.Place(score: times.lowerBound, id: JobID(rawValue: "")), upTo: times.upperBound)
        } + (source.hasLeases ? [leases] : [])
    }

    /// The first so many of each index, unsorted, and where time ended the walk; of several indexes it does not.
    private func byID(
        _ source: Source, isDown: Bool, after id: JobID?, _ count: Int, until end: ContinuousClock.Instant? = nil
    ) async throws(JobError) -> (found: [RedisScan.Found], stop: RedisScan.Place?) {
        var all: [RedisScan.Found] = []
        var stop: RedisScan.Place?
        let scans = scans(source)
        for var scan in scans {
            guard scan.order == .id else {
                var met: Set<JobID> = []
                try await scan.walk { found in
                    all += found.filter { job in
                        let isBehind = id.map { isDown ? job.id < $0 : job.id > $0 } ?? true
                        return isBehind && met.insert(job.id).inserted
                    }
                }
                continue
            }
            scan.isDown = isDown
            scan.after = id.map { RedisScan.Place(score: 0, id: $0) }
            stop = try await scan.walk(most: count, until: scans.count == 1 ? end : nil) { all += $0 }
        }
        return (all, stop)
    }

    private func alongEnds(
        _ sort: JobSort, after cursor: JobCursor?, _ count: Int
    ) async throws(JobError) -> (found: [RedisScan.Found], stop: RedisScan.Place?) {
        let scan = RedisScan(
            store: store, filter: filter, index: "ends", order: .score, isDown: sort.isDescending,
            after: cursor.map { RedisScan.Place(score: $0.key, id: $0.last) })
        var all: [RedisScan.Found] = []
        let stop = try await scan.walk(most: count, until: .now + Self.pageBudget) { all += $0 }
        return (all, stop)
    }
}

extension JobFilter {
    /// Its `span`, where no clause is about anything else.
    fileprivate var times: Range<Int64>? {
        let isOnly = clauses.allSatisfy { clause in
            switch clause.term {
            case .since, .until: true
            default: false
            }
        }
        return isOnly ? span : nil
    }
}
