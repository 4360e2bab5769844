import Foundation
import Jobs
import TestSupport
import Testing

/// The stores that one conformance suite holds to the words of `JobStore`.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case memory, sqlite, redis

    var testDescription: String { rawValue }
}

/// A fresh store, and short words for what the tests do with it. Times are milliseconds from an arbitrary zero.
struct StoreBench: Sendable {
    let store: any JobStore
    private let folder: TemporaryFolder
    /// Stopped with the last bench that uses it.
    private let server: RedisServerProcess?

    init(_ kind: StoreKind) throws {
        folder = try TemporaryFolder("jobs")
        switch kind {
        case .memory:
            store = MemoryJobStore()
            server = nil
        case .sqlite:
            store = try SQLiteJobStore(path: folder.file("jobs.db").path)
            server = nil
        case .redis:
            let server = try RedisServerProcess.shared()
            store = try RedisJobStore(server.url(prefix: UUID().uuidString), clock: .caller)
            self.server = server
        }
    }

    @discardableResult
    func add(
        _ ids: String..., route: String = "m@1", client: String = "ci", maxAttempts: Int = 3, maxQueued: Int = 1000,
        at now: Int64 = 0
    ) async throws -> [JobRecord] {
        let jobs = ids.map { NewJob.sample($0, route: route, client: client, maxAttempts: maxAttempts) }
        return try await store.submit(jobs, maxQueued: maxQueued, now: .at(now))
    }

    func claim(
        routes: Set<String>? = nil, lease: Int64 = 1000, worker: String = "w", at now: Int64 = 0
    ) async throws -> JobRecord? {
        try await store.claim(worker: worker, routes: routes, leaseMilliseconds: lease, now: .at(now))
    }

    @discardableResult
    func finish(_ job: JobRecord, _ outcome: JobOutcome, at now: Int64 = 0) async throws -> JobRecord {
        try await store.finish(job.id, token: job.token, outcome: outcome, now: .at(now))
    }

    func listed(_ filter: String, limit: Int = 500) async throws -> [String] {
        try await store.list(JobQuery(filter: JobFilter(parsing: filter), limit: limit)).jobs.map(\.id.rawValue)
    }

    func job(_ id: String) async throws -> JobRecord { try await store.job(JobID(rawValue: id)) }
}

/// Where only the number of waiting jobs is at stake.
extension JobStore {
    func submit(_ jobs: [NewJob], maxQueued: Int, now: JobInstant) async throws(JobError) -> [JobRecord] {
        try await submit(jobs, limits: QueueLimits(jobs: maxQueued), now: now)
    }

    func retry(_ id: JobID, maxQueued: Int, now: JobInstant) async throws(JobError) -> JobRecord {
        try await retry(id, limits: QueueLimits(jobs: maxQueued), now: now)
    }

    func apply(
        _ action: BulkAction, to filter: JobFilter, before: JobID?, limit: Int, maxQueued: Int, now: JobInstant
    ) async throws(JobError) -> BulkStep {
        try await apply(
            action, to: filter, before: before, limit: limit, limits: QueueLimits(jobs: maxQueued), now: now)
    }
}

extension JobChange {
    /// nil for a job that was forgotten.
    var job: JobRecord? {
        if case .job(let job) = self { job } else { nil }
    }
}

extension NewJob {
    static func sample(
        _ id: String, name: String? = nil, route: String = "m@1", client: String = "ci", payload: Data? = nil,
        maxAttempts: Int = 3
    ) -> NewJob {
        NewJob(
            id: JobID(rawValue: id), name: name ?? "\(id).jpg", route: route, client: client,
            metadata: Data("meta \(id)".utf8), payload: payload ?? Data("payload \(id)".utf8), maxAttempts: maxAttempts)
    }
}

extension JobRecord {
    var token: Int64 { lease?.token ?? -1 }
}

extension JobInstant {
    static func at(_ milliseconds: Int64) -> JobInstant { JobInstant(milliseconds: milliseconds) }
}

extension JobOutcome {
    static let success = JobOutcome.succeeded(result: Data("{}".utf8), summary: "tabby")
    static func failure(retryable: Bool) -> JobOutcome {
        .failed(JobFailure(code: "BOOM", message: "It broke.", retryable: retryable))
    }
}
