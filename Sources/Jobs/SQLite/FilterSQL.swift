import GRDB

/// A filter as a condition on the table `job`, every text a bound argument.
struct FilterSQL {
    /// How the jobs that match are found.
    enum Path {
        /// By the index of what they have in common.
        case index
        /// Along an index that is named where this condition is used: see `IndexWalk`.
        case along
    }

    private(set) var condition = "TRUE"
    private(set) var arguments: StatementArguments = []
    private let path: Path
    /// Whether it stands first how the jobs are found: no column is to be taken instead.
    private let isDriven: Bool
    private let isByTime: Bool

    /// - Parameters:
    ///   - words: what its words are narrowed down by.
    ///   - keys: jobs among which all are that match.
    init(_ filter: JobFilter, path: Path = .index, words: WordSearch? = nil, keys: KeySet? = nil) {
        self.path = path
        isDriven = words != nil || keys != nil
        if let words {
            // Those that have not ended, or only just, are not among the words. The plus: the words are read through and
            // held against the keys, not searched for each of them.
            condition = """
                key IN (SELECT rowid FROM job_words WHERE job_words MATCH ?\
                \(keys.map { " AND +rowid IN (\($0.sql))" } ?? "") \
                UNION ALL SELECT key FROM job INDEXED BY job_unworded WHERE worded = 0)
                """
            arguments = [words.expression] + (keys?.arguments ?? [])
        } else if let keys {
            (condition, arguments) = ("key IN (\(keys.sql))", keys.arguments)
        }
        isByTime = filter.isByTime
        for clause in filter.clauses {
            condition += clause.negated ? " AND NOT (" : " AND ("
            add(clause.term)
            condition += ")"
        }
    }

    private func column(_ name: String) -> String { path == .along || isDriven ? "+\(name)" : name }

    private mutating func add(_ term: JobFilter.Term) {
        switch term {
        case .states(let states):
            // One state's jobs are ordered by their ids in its index; with a time all of them are in one.
            condition +=
                ((states.count == 1 || isByTime) && path == .index && !isDriven ? "" : "+")
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
