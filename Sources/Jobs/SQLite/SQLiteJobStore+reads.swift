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
        return try await read { [listingLimits] table in
            try SQLiteListing(query: query, cursor: cursor, table: table, limits: listingLimits).page()
        }
    }

    package func queuePositions(of ids: [JobID]) async throws(JobError) -> [JobID: Int] {
        try await read { try $0.queuePositions(of: ids) }
    }

    package func clientsAhead(of ids: [JobID]) async throws(JobError) -> [JobID: String] {
        try await read { try $0.clientsAhead(of: ids) }
    }

    package func waitingPlaces(of ids: [JobID]) async throws(JobError) -> WaitingPlaces {
        try await read { try $0.waitingPlaces(of: ids) }
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
        try await read { try $0.counter(.sequence) }
    }

    package func counts() async throws(JobError) -> JobCounts {
        try await read { table in
            var byState = try table.depths()
            for state in JobState.allCases where byState[state] == nil { byState[state] = 0 }
            let oldest = try table.db.cachedStatement(
                sql: "SELECT min(queued_at) FROM job INDEXED BY job_queued_since WHERE state = 'queued'")
            return JobCounts(
                byState: byState, oldestQueued: try Int64.fetchOne(oldest).map(JobInstant.init(milliseconds:)),
                queuedBytes: try table.waiting().bytes,
                isPaused: try table.counter(.paused) != 0)
        }
    }
}
