package import Foundation
import GRDB

extension SQLiteJobStore {
    package func job(_ id: JobID) async throws(JobError) -> JobRecord {
        try await read { try $0.row(id).job }
    }

    package func payload(_ id: JobID) async throws(JobError) -> Data {
        try await read { table in
            let row = try table.row(id)
            guard row.job.hasPayload else { throw JobError.payloadDropped(id) }
            guard let bytes = try table.payload(of: row.key) else {
                throw table.failure.damaged("no payload of job \(id)")
            }
            return bytes
        }
    }

    package func list(_ query: JobQuery) async throws(JobError) -> JobPage {
        let cursor = try query.cursor.map { text throws(JobError) in try JobCursor(parsing: text, sort: query.sort) }
        return try await read { table in
            let total = try Self.total(query.filter, table)
            // Nothing to look for: without that, it would be looked for everywhere.
            guard total > 0 else { return JobPage(jobs: [], nextCursor: nil, total: 0) }
            let size = query.pageSize
            var jobs = try Self.page(query, after: cursor, few: total <= Self.few, table).map(\.job)
            let more = jobs.count > size
            jobs = Array(jobs.prefix(size))
            return JobPage(
                jobs: jobs, nextCursor: more ? jobs.last.map { JobCursor(after: $0, sort: query.sort).text } : nil,
                total: total)
        }
    }

    /// So many jobs can be collected and sorted for a page.
    private static let few = 5_000

    /// A page and one more.
    private static func page(
        _ query: JobQuery, after cursor: JobCursor?, few: Bool, _ table: JobTable
    ) throws -> [JobRow] {
        let sort = query.sort
        let filter = FilterSQL(query.filter, path: few ? .index : .ids)
        var (condition, arguments) = (filter.condition, filter.arguments)
        let (comparison, direction) = sort.isDescending ? ("<", "DESC") : (">", "ASC")
        if let cursor {
            condition +=
                sort.isByFinish ? " AND (ifnull(finished_at, 0), id) \(comparison) (?, ?)" : " AND id \(comparison) ?"
            if sort.isByFinish { arguments += [cursor.key] }
            arguments += [cursor.last.rawValue]
        }
        // The plus: few jobs of a time are collected by that, not met one by one along the ids.
        let id = few && query.filter.isByTimeOnly ? "+id" : "id"
        let order = (sort.isByFinish ? ["ifnull(finished_at, 0)", "id"] : [id]).map { "\($0) \(direction)" }
            .joined(separator: ", ")
        arguments += [query.pageSize + 1]
        return try table.rows("WHERE \(condition) ORDER BY \(order) LIMIT ?", arguments, cached: false)
    }

    package func queuePositions(of ids: [JobID]) async throws(JobError) -> [JobID: Int] {
        try await read { table in
            let place = try table.db.cachedStatement(sql: "SELECT place FROM job WHERE id = ? AND state = 'queued'")
            let between = try table.db.cachedStatement(
                sql: "SELECT COUNT(*) FROM job \(JobTable.firstInQueue) AND place >= ? AND place < ?")
            var places: [(id: JobID, place: Int64)] = []
            for id in Set(ids) {
                guard let found = try Int64.fetchOne(place, arguments: [id.rawValue]) else { continue }
                places.append((id, found))
            }
            var positions: [JobID: Int] = [:]
            var (counted, before) = (Int64.min, 0)
            for (id, place) in places.sorted(by: { $0.place < $1.place }) {
                before += try Int.fetchOne(between, arguments: [counted, place]) ?? 0
                counted = place
                positions[id] = before + 1
            }
            return positions
        }
    }

    package func clientsAhead(of ids: [JobID]) async throws(JobError) -> [JobID: String] {
        try await read { table in
            let before = try table.db.cachedStatement(
                sql: """
                    SELECT client FROM job \(JobTable.firstInQueue)
                        AND place < (SELECT place FROM job WHERE id = ? AND state = 'queued')
                    ORDER BY place DESC LIMIT 1
                    """)
            var clients: [JobID: String] = [:]
            for id in Set(ids) {
                clients[id] = try String.fetchOne(before, arguments: [id.rawValue])
            }
            return clients
        }
    }

    package func changes(after sequence: Int64, limit: Int) async throws(JobError) -> [JobChange] {
        let size = max(0, limit)
        return try await read { table in
            let jobs = try table.rows("WHERE sequence > ? ORDER BY sequence LIMIT ?", [sequence, size])
            let statement = try table.db.cachedStatement(
                sql: """
                    SELECT id, sequence FROM forgotten INDEXED BY forgotten_by_sequence
                    WHERE sequence > ? ORDER BY sequence LIMIT ?
                    """)
            let forgotten = try Row.fetchAll(statement, arguments: [sequence, size]).map { row in
                JobChange.forgotten(JobID(rawValue: row["id"]), sequence: row["sequence"])
            }
            guard !forgotten.isEmpty else { return jobs.map { .job($0.job) } }
            return Array((jobs.map { .job($0.job) } + forgotten).sorted { $0.sequence < $1.sequence }.prefix(size))
        }
    }

    package func lastSequence() async throws(JobError) -> Int64 {
        try await read { try JobTable.counter("sequence", $0.db) }
    }

    package func counts() async throws(JobError) -> JobCounts {
        try await read { table in
            var byState = try Self.depths(table)
            for state in JobState.allCases where byState[state] == nil { byState[state] = 0 }
            let oldest = try table.db.cachedStatement(
                sql: "SELECT min(queued_at) FROM job INDEXED BY job_queued_since WHERE state = 'queued'")
            return JobCounts(
                byState: byState, oldestQueued: try Int64.fetchOne(oldest).map(JobInstant.init(milliseconds:)),
                queuedBytes: try table.waiting().bytes,
                isPaused: try JobTable.counter("paused", table.db) != 0)
        }
    }

    private static func depths(_ table: JobTable) throws -> [JobState: Int] {
        let statement = try table.db.cachedStatement(sql: "SELECT state, jobs FROM depth")
        let pairs = try Row.fetchAll(statement).compactMap { row in
            JobState(rawValue: row["state"]).map { ($0, row["jobs"] as Int) }
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private static func total(_ filter: JobFilter, _ table: JobTable) throws -> Int {
        if filter.clauses.isEmpty { return try depths(table).values.reduce(0, +) }
        let tallied = FilterSQL(filter.tallied)
        let most =
            try Int.fetchOne(
                table.db.makeStatement(sql: "SELECT ifnull(sum(jobs), 0) FROM tally WHERE \(tallied.condition)"),
                arguments: tallied.arguments) ?? 0
        guard most > 0, filter.tallied.clauses.count < filter.clauses.count else { return most }
        let all = FilterSQL(filter, path: most <= few || filter.isByTimeOnly ? .index : .ids)
        let statement = try table.db.makeStatement(sql: "SELECT COUNT(*) FROM job WHERE \(all.condition)")
        return try Int.fetchOne(statement, arguments: all.arguments) ?? 0
    }
}
