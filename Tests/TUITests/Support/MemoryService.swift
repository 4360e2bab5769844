import API
import Client
import Foundation
import Synchronization

@testable import TUI

/// A service in memory whose every step a test decides.
final class MemoryService: ServiceClient {
    private struct State {
        var jobs: [String: Job] = [:]
        var sequence: Int64 = 0
        var followers: [AsyncStream<FollowerEvent>.Continuation] = []
        var submitted: [ImageUpload] = []
        var refusals: [String: ClientError] = [:]
        var queries: [JobListQuery] = []
        var emptyPages = 0
    }

    private let state = Mutex(State())

    var submitted: [ImageUpload] { state.withLock { $0.submitted } }
    var queries: [JobListQuery] { state.withLock { $0.queries } }

    /// Uploads of this name are answered with the error.
    func refuse(_ name: String, _ error: ClientError) { state.withLock { $0.refusals[name] = error } }

    /// Pages on which a filter finds nothing yet, before the first one.
    func findsLate(pages: Int) { state.withLock { $0.emptyPages = pages } }

    func publish(_ event: FollowerEvent) {
        for follower in state.withLock({ $0.followers }) { follower.yield(event) }
    }

    /// Stores a job's next snapshot and tells the followers.
    func store(_ job: Job) {
        let (sequence, stored) = state.withLock { state in
            var job = job
            job.revision = (state.jobs[job.id]?.revision ?? 0) + 1
            state.jobs[job.id] = job
            state.sequence += 1
            return (state.sequence, job)
        }
        publish(.job(sequence: sequence, stored))
    }

    /// Forgets a job and tells the followers.
    func drop(_ id: String) {
        let sequence = state.withLock { state in
            state.jobs[id] = nil
            state.sequence += 1
            return state.sequence
        }
        publish(.forgotten(sequence: sequence, id: id))
    }

    /// Lets every waiting job succeed.
    func finishAll() {
        for job in state.withLock({ $0.jobs.values.filter { $0.status == .queued }.sorted { $0.id < $1.id } }) {
            var done = Fixtures.job(1, job.image.name, .succeeded)
            done.id = job.id
            store(done)
        }
    }

    func submit(_ upload: ImageUpload) async throws(ClientError) -> Job {
        let (refusal, number) = state.withLock { state in
            state.submitted.append(upload)
            return (state.refusals[upload.name], state.submitted.count)
        }
        if let refusal { throw refusal }
        let job = Fixtures.job(number, upload.name)
        store(job)
        return job
    }

    func jobs(_ query: JobListQuery) async throws(ClientError) -> JobList {
        state.withLock { state in
            state.queries.append(query)
            let filter = QueueFilter(query.filter)
            let jobs = state.jobs.values.filter { filter.matches($0, at: Scene.noon) }
                .sorted { $0.id > $1.id }
            // A page from the cursor on, which is a number here.
            let cursor = query.cursor.flatMap { Int($0) } ?? (query.filter.isEmpty ? 0 : -state.emptyPages)
            if cursor < 0 { return JobList(jobs: [], nextCursor: String(cursor + 1), total: 0, isTotalExact: false) }
            let start = min(cursor, jobs.count)
            let page = jobs[start..<min(start + query.limit, jobs.count)]
            let next = page.endIndex < jobs.count ? String(page.endIndex) : nil
            return JobList(jobs: Array(page), nextCursor: next, total: jobs.count)
        }
    }

    func job(_ id: String) async throws(ClientError) -> Job {
        guard let job = state.withLock({ $0.jobs[id] }) else {
            throw ClientError(.refused(status: 404, code: "NOT_FOUND"), "There is no job \(id).")
        }
        return job
    }

    func image(of id: String) async throws(ClientError) -> Data { Data("image of \(id)".utf8) }

    func cancel(_ id: String) async throws(ClientError) -> Job {
        var job = try await job(id)
        job.status = .cancelled
        store(job)
        return try await self.job(id)
    }

    func retry(_ id: String) async throws(ClientError) -> Job {
        var job = try await job(id)
        job.status = .queued
        store(job)
        return try await self.job(id)
    }

    func limits() async throws(ClientError) -> Limits { Limits(formats: ["jpeg", "png"]) }
    func models() async throws(ClientError) -> ModelList { ModelList(models: [Fixtures.model]) }

    func stats() async throws(ClientError) -> ServiceStats {
        let jobs = state.withLock { $0.jobs.values.map(\.status.rawValue) }
        return ServiceStats(depth: Dictionary(jobs.map { ($0, 1) }, uniquingKeysWith: +))
    }

    func follow(after sequence: Int64?) -> AsyncStream<FollowerEvent> {
        AsyncStream { follower in
            state.withLock { $0.followers.append(follower) }
            follower.yield(.connecting)
            follower.yield(.live)
        }
    }
}
