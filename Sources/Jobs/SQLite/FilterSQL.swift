import GRDB

/// A filter as a condition on the table `job`, every text a bound argument.
struct FilterSQL {
    /// How the jobs that match are found.
    enum Path {
        /// Few match: by the index of what they have in common.
        case index
        /// Many match: along the ids, in the order of the listing, until the page is full. The plus signs keep the
        /// planner, which has no statistics, from collecting all of them first.
        case ids
    }

    private(set) var condition = "TRUE"
    private(set) var arguments: StatementArguments = []
    private let path: Path

    init(_ filter: JobFilter, path: Path = .index) {
        self.path = path
        for clause in filter.clauses {
            condition += clause.negated ? " AND NOT (" : " AND ("
            add(clause.term)
            condition += ")"
        }
    }

    private func column(_ name: String) -> String { path == .ids ? "+\(name)" : name }

    private mutating func add(_ term: JobFilter.Term) {
        switch term {
        case .states(let states):
            // One state's jobs are ordered by their ids in its index.
            condition +=
                (states.count == 1 ? "" : "+") + "state IN (\(states.map { _ in "?" }.joined(separator: ", ")))"
            arguments += StatementArguments(states.map(\.rawValue).sorted())
        case .route(let text):
            let globs = RoutePattern.alternatives(of: text).map(\.glob)
            condition += globs.map { _ in "\(column("route_folded")) GLOB ?" }.joined(separator: " OR ")
            arguments += StatementArguments(globs)
        case .client(let client):
            condition += "\(column("client")) = ?"
            arguments += [client]
        case .since(let time):
            condition += "\(column("created_at")) >= ?"
            arguments += [time.milliseconds]
        case .until(let time):
            condition += "\(column("created_at")) < ?"
            arguments += [time.milliseconds]
        case .word(let word):
            condition += "instr(search, ?) > 0"
            arguments += [SearchText.fold(word)]
        }
    }
}

extension JobFilter {
    /// The clauses that the table `tally` can tell: it counts jobs by model, client and state.
    var tallied: JobFilter {
        JobFilter(
            clauses: clauses.filter { clause in
                switch clause.term {
                case .states, .route, .client: true
                case .since, .until, .word: false
                }
            })
    }

    /// Whether the times alone narrow it down.
    var isByTimeOnly: Bool {
        clauses.contains { clause in
            switch clause.term {
            case .since, .until: !clause.negated
            default: false
            }
        } && tallied.clauses.isEmpty
    }
}
