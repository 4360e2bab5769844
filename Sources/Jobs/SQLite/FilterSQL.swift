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
    /// Whether it stands first how the jobs are found: no column is to be taken instead.
    private let isDriven: Bool
    private let isByTime: Bool

    /// - Parameter words: what its words are narrowed down by.
    init(_ filter: JobFilter, path: Path = .index, words: WordSearch? = nil) {
        self.path = path
        isDriven = words?.expression != nil
        if let expression = words?.expression {
            // Those that have not ended, or only just, are not among the words.
            condition = """
                key IN (SELECT rowid FROM job_words WHERE job_words MATCH ? \
                UNION ALL SELECT key FROM job INDEXED BY job_unworded WHERE worded = 0)
                """
            arguments += [expression]
        }
        isByTime = filter.isByTime
        for clause in filter.clauses {
            condition += clause.negated ? " AND NOT (" : " AND ("
            add(clause.term)
            condition += ")"
        }
    }

    private func column(_ name: String) -> String { path == .ids || isDriven ? "+\(name)" : name }

    private mutating func add(_ term: JobFilter.Term) {
        switch term {
        case .states(let states):
            // One state's jobs are ordered by their ids in its index; with a time all of them are in one.
            condition +=
                ((states.count == 1 || isByTime && path == .index) && !isDriven ? "" : "+")
                + "state IN (\(states.map { _ in "?" }.joined(separator: ", ")))"
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

    /// Whether times narrow it down, alone or with states: both stand in one index.
    var isByTime: Bool {
        var hasTime = false
        for clause in clauses {
            switch clause.term {
            case .since, .until: hasTime = hasTime || !clause.negated
            case .states: if clause.negated { return false }
            case .route, .client, .word: return false
            }
        }
        return hasTime
    }
}
