import Foundation
import GRDB

extension JobTable {
    /// For slots that wait, right after jobs were accepted; they begin while these are being synced to the disk. What is wrong
    /// with a job that waits is no reason to refuse others: whoever claims by itself is told.
    func claim(for offers: [ClaimOffer], among new: [NewJob], now: JobInstant) throws -> [JobRecord] {
        var claimed: [JobRecord] = []
        do {
            for offer in offers {
                // Whoever begins before the commit can't read a payload by itself.
                guard let job = try claim(offer.request, among: new, inline: .max, now: now) else { continue }
                claimed.append(job.job)
                counters.whenWritten { offer.give(job) }
            }
        } catch is JobError {}
        return claimed
    }

    /// The next job under a new lease, with its payload unless that is large; nil when none waits or the queue is paused.
    /// - Parameters:
    ///   - new: payloads that need not be read.
    ///   - bytes: up to which size a payload is read.
    func claim(
        _ request: ClaimRequest, among new: [NewJob] = [], inline bytes: Int = ClaimedJob.inlineBytes, now: JobInstant
    ) throws -> ClaimedJob? {
        guard try counter(.paused) == 0 else { return nil }
        try release(now)
        guard let row = try next(of: request.routes) else { return nil }
        // Whose turn it was.
        let pass = FairTurn.pass(of: row.place)
        if try counter(.pass) < pass { counters.set(.pass, to: pass) }
        let lease = JobLease(
            token: try next(.token), worker: request.worker,
            expiresAt: now.advanced(byMilliseconds: request.leaseMilliseconds))
        return ClaimedJob(
            job: try apply(.claim(lease), to: row, now: now),
            payload: try new.first { $0.id == row.job.id }?.payload
                ?? (row.job.payloadBytes <= bytes ? payload(of: row.key) : nil))
    }

    func payload(of key: Int64) throws -> Data? {
        let statement = try db.cachedStatement(sql: "SELECT bytes FROM payload WHERE job_key = ?")
        return try Data.fetchOne(statement, arguments: [key])
    }

    // Named, because the planner takes the index on the state and sorts.
    static let firstInQueue = "INDEXED BY job_queued WHERE state = 'queued' AND not_before IS NULL"
    static let firstOfRoute =
        "INDEXED BY job_queued_by_route WHERE state = 'queued' AND not_before IS NULL AND route = ?"

    /// Lets those in whose time has come; nearly always none waits for its time. Not a change that followers hear of: they
    /// have the time.
    private func release(_ now: JobInstant) throws {
        let pending = RetryDelay.pending(at: now)
        let statement = try db.cachedStatement(
            sql: "UPDATE job SET not_before = NULL WHERE not_before IS NOT NULL AND (not_before < ? OR not_before > ?)")
        try statement.execute(arguments: [pending.lowerBound, pending.upperBound])
    }

    private func next(of routes: Set<String>?) throws -> JobRow? {
        guard let routes else {
            return try first("\(Self.firstInQueue) ORDER BY place LIMIT 1", [])
        }
        return try routes.compactMap { route in
            try first("\(Self.firstOfRoute) ORDER BY place LIMIT 1", [route])
        }.min { $0.place < $1.place }
    }
}
