/// How many jobs there are of each state, client and model: what a listing's total is summed up from.
struct RedisTally {
    struct Entry {
        var state: JobState
        var client: String
        /// Folded.
        var route: String
        var jobs: Int
    }

    let entries: [Entry]

    init(_ answer: RedisAnswer) {
        let texts = answer.texts(0)
        entries = stride(from: 0, to: texts.count - 1, by: 2).compactMap { index in
            let parts = texts[index].split(separator: "\0", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, let state = JobState(rawValue: String(parts[0])) else { return nil }
            return Entry(
                state: state, client: String(parts[1]), route: String(parts[2]), jobs: Int(texts[index + 1]) ?? 0)
        }
    }

    /// Jobs of which the clauses hold that are about these three.
    func count(_ filter: JobFilter) -> Int {
        entries.filter { entry in
            filter.tallied.clauses.allSatisfy { Self.holds($0.term, entry) != $0.negated }
        }.reduce(0) { $0 + $1.jobs }
    }

    /// The models that a clause means, folded.
    func routes(like pattern: String) -> Set<String> {
        Set(entries.filter { Self.holds(.route(pattern), $0) }.map(\.route))
    }

    private static func holds(_ term: JobFilter.Term, _ entry: Entry) -> Bool {
        switch term {
        case .states(let states): states.contains(entry.state)
        case .client(let client): entry.client == client
        case .route(let pattern): RoutePattern.alternatives(of: pattern).contains { $0.matches(entry.route) }
        case .since, .until, .word: true
        }
    }
}
