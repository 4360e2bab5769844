import GRDB

/// The jobs that a client, states or times of a filter are about, as an index has them.
struct KeySet {
    let count: Int
    let index: String
    let condition: String
    let arguments: StatementArguments
    /// Whether the index has them in the order of their ids.
    let isInOrder: Bool

    /// Their keys, which the index has without a look at the jobs.
    var sql: String { "SELECT key FROM job INDEXED BY \(index) WHERE \(condition)" }

    /// Of the client, the states and the times that a filter names those that have the fewest jobs; nil: it names none.
    /// - Parameter limit: up to which jobs of a time are counted; more are one more.
    static func smallest(of filter: JobFilter, atMost limit: Int, _ table: JobTable) throws -> KeySet? {
        let sets = try ofClauses(filter, table) + [times(of: filter, atMost: limit, table)].compactMap(\.self)
        return sets.min { $0.count < $1.count }
    }

    private static func times(of filter: JobFilter, atMost limit: Int, _ table: JobTable) throws -> KeySet? {
        guard let span = filter.span else { return nil }
        let (index, condition) = ("job_by_creation", "created_at >= ? AND created_at < ?")
        let arguments: StatementArguments = [span.lowerBound, span.upperBound]
        let statement = try table.db.cachedStatement(
            sql: "SELECT COUNT(*) FROM (SELECT 1 FROM job INDEXED BY \(index) WHERE \(condition) LIMIT ?)")
        return KeySet(
            count: try Int.fetchOne(statement, arguments: arguments + [limit + 1]) ?? 0, index: index,
            condition: condition, arguments: arguments, isInOrder: false)
    }

    private static func ofClauses(_ filter: JobFilter, _ table: JobTable) throws -> [KeySet] {
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
        }
    }
}
