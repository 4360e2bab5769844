import GRDB

/// The jobs of which one clause of a filter is true, as an index has them.
struct KeySet {
    let count: Int
    let index: String
    let condition: String
    let arguments: StatementArguments
    /// Whether the index has them in the order of their ids.
    let isInOrder: Bool

    /// Their keys, which the index has without a look at the jobs.
    var sql: String { "SELECT key FROM job INDEXED BY \(index) WHERE \(condition)" }

    /// Of the client and the states that a filter names those that have the fewest jobs; nil: it names none.
    static func smallest(of filter: JobFilter, _ table: JobTable) throws -> KeySet? {
        try filter.clauses.compactMap { clause -> KeySet? in
            switch clause.term {
            case .client(let client) where !clause.negated:
                let statement = try table.db.cachedStatement(
                    sql: "SELECT ifnull(sum(jobs), 0) FROM tally WHERE client = ?")
                return KeySet(
                    count: try Int.fetchOne(statement, arguments: [client]) ?? 0, index: "job_by_client",
                    condition: "client = ?", arguments: [client], isInOrder: true)
            case .states(let named):
                let states = clause.negated ? Set(JobState.allCases).subtracting(named) : named
                let depths = try table.depths()
                return KeySet(
                    count: states.map { depths[$0] ?? 0 }.reduce(0, +), index: "job_by_state",
                    condition: "state IN (\(states.map { _ in "?" }.joined(separator: ", ")))",
                    arguments: StatementArguments(states.map(\.rawValue)), isInOrder: states.count == 1)
            default: return nil
            }
        }.min { $0.count < $1.count }
    }
}
