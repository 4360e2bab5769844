import GRDB

/// One page of a listing, within some 25 ms however many jobs there are and whatever is looked for.
///
/// Few jobs that match are collected by the index of what they have in common, and sorted. Many are met along an index in the
/// order of the listing, until the page is full. What is neither, matches that are few among many, is looked for until a
/// budget of time is spent: then the page ends where that was, and its cursor goes on from there.
struct SQLiteListing {
    let query: JobQuery
    let cursor: JobCursor?
    let table: JobTable
    let limits: ListingLimits

    func page() throws -> JobPage {
        let filter = query.filter
        let isEmpty = filter.clauses.isEmpty
        let tallied = try isEmpty ? table.depths().values.reduce(0, +) : tallied()
        // Nothing to look for: without that, it would be looked for everywhere.
        guard tallied > 0 else { return JobPage(jobs: [], nextCursor: nil, total: 0) }
        if filter.tallied.clauses.count == filter.clauses.count {
            if isEmpty || tallied <= limits.sorted { return try sorted(total: tallied) }
            return try met(total: (tallied, true))
        }
        let keys = try KeySet.smallest(of: filter, atMost: limits.keys, table)
        if let filter = try byWords(keys), let page = try collected(filter) { return page }
        if let keys, keys.count <= limits.collected, let page = try collected(FilterSQL(filter, keys: keys)) {
            return page
        }
        if tallied <= limits.collected, let page = try collected(FilterSQL(filter)) { return page }
        let total = try total()
        if filter.isByTime, total.isExact, total.jobs <= limits.collected, let page = try collected(FilterSQL(filter)) {
            return page
        }
        return try met(total: total)
    }

    /// Jobs that match by all that the tally knows.
    private func tallied() throws -> Int {
        let filter = FilterSQL(query.filter.tallied)
        let statement = try table.db.makeStatement(
            sql: "SELECT ifnull(sum(jobs), 0) FROM tally WHERE \(filter.condition)")
        return try Int.fetchOne(statement, arguments: filter.arguments) ?? 0
    }

    /// Its words by their index, and where these are frequent, held against the keys of what else is asked for.
    /// - Returns: nil where that leaves too many.
    private func byWords(_ keys: KeySet?) throws -> FilterSQL? {
        guard let words = try WordSearch(query.filter, few: limits.collected, table) else { return nil }
        if words.isRare { return FilterSQL(query.filter, words: words) }
        guard let keys, keys.count <= limits.keys else { return nil }
        return FilterSQL(query.filter, words: words, keys: keys)
    }

    /// The planner finds them; there are few, or all of them match.
    private func sorted(total: Int) throws -> JobPage {
        let filter = FilterSQL(query.filter)
        var (condition, arguments) = (filter.condition, filter.arguments)
        if let cursor {
            let after = query.sort.condition(behind: (cursor.key, cursor.last.rawValue))
            condition += " AND \(after.sql)"
            arguments += after.arguments
        }
        let rows = try table.rows(
            "WHERE \(condition) ORDER BY \(query.sort.sql) LIMIT ?", arguments + [query.pageSize + 1], cached: false)
        return page(rows, total: (total, true))
    }

    /// All that match, by their keys alone, and of these the page. Materialized: else the planner goes along the ids after all.
    /// - Returns: nil where they are too many.
    private func collected(_ filter: FilterSQL) throws -> JobPage? {
        let after = cursor.map { query.sort.condition(behind: ($0.key, $0.last.rawValue)) }
        let statement = try table.db.makeStatement(
            sql: """
                WITH found AS MATERIALIZED (SELECT key, id, finished_at FROM job WHERE \(filter.condition) LIMIT ?)
                SELECT key, \(after?.sql ?? "TRUE") FROM found ORDER BY \(query.sort.sql)
                """)
        let arguments = filter.arguments + [limits.collected + 1] + (after?.arguments ?? [])
        let all = try SQLiteRow.read(statement, arguments) { (key: $0[0] as Int64, isAfter: $0[1] as Bool) }
        guard all.count <= limits.collected else { return nil }
        let keys = all.lazy.filter(\.isAfter).prefix(query.pageSize + 1).map { String($0.key) }
        let rows = try table.rows(
            "WHERE key IN (\(keys.joined(separator: ", "))) ORDER BY \(query.sort.sql)", [], cached: false)
        return page(rows, total: (all.count, true))
    }

    /// Those that are met on the way, within the budget.
    private func met(total: (jobs: Int, isExact: Bool)) throws -> JobPage {
        let walk = IndexWalk(
            query.filter, sort: query.sort, along: try way(query.sort), stride: limits.stride, table)
        let (rows, end) = try walk.rows(
            behind: cursor.map { ($0.key, $0.last.rawValue) }, most: query.pageSize + 1, until: .now + limits.budget)
        var page = page(rows, total: total)
        if let end { page.nextCursor = JobCursor(last: JobID(rawValue: end.id), key: end.key, sort: query.sort).text }
        return page
    }

    /// An index with no more than a quarter of all jobs, among which those that match are less rare.
    private func way(_ sort: JobSort) throws -> KeySet? {
        guard !sort.isByFinish, let keys = try KeySet.smallest(of: query.filter.tallied, atMost: 0, table),
            keys.isInOrder
        else { return nil }
        return try keys.count * 4 <= table.depths().values.reduce(0, +) ? keys : nil
    }

    private func total() throws -> (jobs: Int, isExact: Bool) {
        if query.filter.isByTime {
            let most = query.wantsExactTotal ? -1 : limits.counted + 1
            let statement = try table.db.makeStatement(
                sql: "SELECT COUNT(*) FROM (SELECT 1 FROM job WHERE \(FilterSQL(query.filter).condition) LIMIT ?)")
            let jobs = try Int.fetchOne(statement, arguments: FilterSQL(query.filter).arguments + [most]) ?? 0
            return query.wantsExactTotal ? (jobs, true) : (min(jobs, limits.counted), jobs <= limits.counted)
        }
        let walk = IndexWalk(query.filter, sort: .newest, along: try way(.newest), stride: limits.stride, table)
        return try walk.count(until: query.wantsExactTotal ? nil : .now + limits.budget)
    }

    /// - Parameter rows: one more than the page has, if there are more.
    private func page(_ rows: [JobRow], total: (jobs: Int, isExact: Bool)) -> JobPage {
        let jobs = rows.prefix(query.pageSize).map(\.job)
        let next = rows.count > jobs.count ? jobs.last.map { JobCursor(after: $0, sort: query.sort).text } : nil
        return JobPage(
            jobs: jobs, nextCursor: next, total: max(total.jobs, jobs.count), isTotalExact: total.isExact)
    }
}

/// What a page may cost: each within some milliseconds.
struct ListingLimits {
    /// Jobs that are sorted whole.
    var sorted = 5_000
    /// Jobs that are collected, of each only what it is sorted by.
    var collected = 15_000
    /// Jobs that are held against each other by their keys alone.
    var keys = 150_000
    /// Entries of an index that are counted, where one tells all.
    var counted = 100_000
    /// Jobs of an index between two looks at the time.
    var stride = 4_000
    /// For the page, and once more to count.
    var budget = Duration.milliseconds(12)
}

extension JobSort {
    var direction: String { isDescending ? "DESC" : "ASC" }
    /// The columns that it compares, in their order.
    private var columns: [String] { isByFinish ? ["ifnull(finished_at, 0)", "id"] : ["id"] }
    var sql: String { columns.map { "\($0) \(direction)" }.joined(separator: ", ") }

    /// - Parameter isUpTo: instead of what lies behind the place what does not.
    func condition(
        behind place: (key: Int64, id: String), isUpTo: Bool = false
    ) -> (sql: String, arguments: StatementArguments) {
        let comparison = isDescending ? (isUpTo ? ">=" : "<") : (isUpTo ? "<=" : ">")
        return isByFinish
            ? ("(\(columns.joined(separator: ", "))) \(comparison) (?, ?)", [place.key, place.id])
            : ("id \(comparison) ?", [place.id])
    }
}
