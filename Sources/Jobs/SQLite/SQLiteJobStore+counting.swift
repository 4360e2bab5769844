import GRDB

// How many jobs match a filter, without the time that it would take to look at each of a million.
extension SQLiteJobStore {
    /// How a listing finds its jobs, and how many there are.
    struct Plan {
        var total: Int
        var isExact = true
        /// So few that they can be collected and sorted.
        var isFew: Bool { isExact && total <= SQLiteJobStore.few }
        var words: WordSearch?
    }

    /// So many jobs can be collected and sorted for a page.
    static let few = 5_000
    /// Where times or words would have to be looked at one by one, counting goes on for so long.
    private static let budget = Duration.milliseconds(12)
    /// Jobs by which it goes on.
    private static let stride = 4_000
    /// Entries of an index that are counted at most, where one tells all.
    private static let indexed = 100_000

    static func depths(_ table: JobTable) throws -> [JobState: Int] {
        let statement = try table.db.cachedStatement(sql: "SELECT state, jobs FROM depth")
        let pairs = try Row.fetchAll(statement).compactMap { row in
            JobState(rawValue: row["state"]).map { ($0, row["jobs"] as Int) }
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    static func plan(_ query: JobQuery, _ table: JobTable) throws -> Plan {
        let filter = query.filter
        if filter.clauses.isEmpty { return Plan(total: try depths(table).values.reduce(0, +)) }
        let tallied = FilterSQL(filter.tallied)
        let most =
            try Int.fetchOne(
                table.db.makeStatement(sql: "SELECT ifnull(sum(jobs), 0) FROM tally WHERE \(tallied.condition)"),
                arguments: tallied.arguments) ?? 0
        guard most > 0, filter.tallied.clauses.count < filter.clauses.count else { return Plan(total: most) }
        let words = most <= few ? nil : try WordSearch(filter, table)
        if most <= few || words?.expression != nil {
            return try Plan(total: count(FilterSQL(filter, words: words), table), words: words)
        }
        if query.wantsExactTotal {
            return try Plan(total: count(FilterSQL(filter, path: filter.isByTime ? .index : .ids), table))
        }
        if filter.isByTime {
            let total = try count(FilterSQL(filter), atMost: indexed + 1, table)
            return Plan(total: min(total, indexed), isExact: total <= indexed)
        }
        return try countWithinBudget(FilterSQL(filter, path: .ids), table)
    }

    private static func count(_ filter: FilterSQL, atMost limit: Int = -1, _ table: JobTable) throws -> Int {
        let statement = try table.db.makeStatement(
            sql: "SELECT COUNT(*) FROM (SELECT 1 FROM job WHERE \(filter.condition) LIMIT ?)")
        return try Int.fetchOne(statement, arguments: filter.arguments + [limit]) ?? 0
    }

    /// Along the ids, the newest first.
    private static func countWithinBudget(_ filter: FilterSQL, _ table: JobTable) throws -> Plan {
        let edge = try table.db.cachedStatement(
            sql: "SELECT id FROM job WHERE id < ? ORDER BY id DESC LIMIT 1 OFFSET \(stride - 1)")
        let matches = try table.db.makeStatement(
            sql: "SELECT COUNT(*) FROM job WHERE id < ? AND id >= ? AND (\(filter.condition))")
        let clock = ContinuousClock()
        let end = clock.now + budget
        var plan = Plan(total: 0)
        // Ids are ASCII: see `NewJob`. This is above all of them.
        var above = "\u{10FFFF}"
        while clock.now < end {
            let next = try String.fetchOne(edge, arguments: [above])
            plan.total += try Int.fetchOne(matches, arguments: [above, next ?? ""] + filter.arguments) ?? 0
            guard let next else { return plan }
            above = next
        }
        plan.isExact = false
        return plan
    }
}
