import GRDB

/// Goes along an index in the order of a listing, so many jobs at a time, and finds those that match.
struct IndexWalk {
    typealias Place = (key: Int64, id: String)

    private let sort: JobSort
    private let table: JobTable
    private let filter: FilterSQL
    /// `INDEXED BY …`, where the planner could choose another one.
    private let index: String
    /// What all jobs of the index have in common.
    private let common: (sql: String, arguments: StatementArguments)

    private let stride: Int

    /// - Parameters:
    ///   - keys: the jobs that it goes along; nil: all.
    ///   - stride: jobs between two looks at the time.
    init(_ filter: JobFilter, sort: JobSort, along keys: KeySet?, stride: Int, _ table: JobTable) {
        (self.sort, self.stride, self.table) = (sort, stride, table)
        self.filter = FilterSQL(filter, path: .along)
        index = "INDEXED BY \(keys?.index ?? (sort.isByFinish ? "job_by_finish" : "sqlite_autoindex_job_1"))"
        common = keys.map { ($0.condition, $0.arguments) } ?? ("TRUE", [])
    }

    /// Jobs that match, `most` at most, from a place on.
    /// - Returns: also the place where it stopped when the time was over; nil: no more is to be found, or enough was.
    func rows(
        behind place: Place?, most: Int, until end: ContinuousClock.Instant
    ) throws -> (rows: [JobRow], stop: Place?) {
        var (rows, place) = ([JobRow](), place)
        while true {
            let next = try edge(behind: place)
            let stretch = stretch(behind: place, to: next)
            rows += try table.rows(
                "\(index) WHERE \(stretch.sql) AND (\(filter.condition)) ORDER BY \(sort.sql) LIMIT ?",
                stretch.arguments + filter.arguments + [most - rows.count], cached: false)
            guard rows.count < most, let next else { return (rows, nil) }
            if ContinuousClock.now >= end { return (rows, next) }
            place = next
        }
    }

    /// - Parameter end: nil: it takes what it takes.
    func count(until end: ContinuousClock.Instant?) throws -> (jobs: Int, isExact: Bool) {
        var (jobs, place) = (0, Place?.none)
        while true {
            let next = try edge(behind: place)
            let stretch = stretch(behind: place, to: next)
            let statement = try table.db.makeStatement(
                sql: "SELECT COUNT(*) FROM job \(index) WHERE \(stretch.sql) AND (\(filter.condition))")
            jobs += try Int.fetchOne(statement, arguments: stretch.arguments + filter.arguments) ?? 0
            guard let next else { return (jobs, true) }
            if let end, ContinuousClock.now >= end { return (jobs, false) }
            place = next
        }
    }

    /// The last of the next stretch; nil: the index ends before.
    private func edge(behind place: Place?) throws -> Place? {
        let stretch = stretch(behind: place, to: nil)
        let statement = try table.db.makeStatement(
            sql: """
                SELECT \(sort.isByFinish ? "ifnull(finished_at, 0)" : "0"), id FROM job \(index) WHERE \(stretch.sql)
                ORDER BY \(sort.sql) LIMIT 1 OFFSET \(stride - 1)
                """)
        return try SQLiteRow.read(statement, stretch.arguments, most: 1) { ($0[0] as Int64, $0[1] as String) }.first
    }

    private func stretch(behind place: Place?, to end: Place?) -> (sql: String, arguments: StatementArguments) {
        var (sql, arguments) = common
        for condition in [
            place.map { sort.condition(behind: $0) }, end.map { sort.condition(behind: $0, isUpTo: true) },
        ].compactMap(\.self) {
            sql += " AND \(condition.sql)"
            arguments += condition.arguments
        }
        return (sql, arguments)
    }
}
