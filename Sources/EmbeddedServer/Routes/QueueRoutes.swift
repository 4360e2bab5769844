import API
import Foundation
import Hummingbird
import Jobs

/// The queue as a whole: who works on it, and the switch that stops claiming.
struct QueueRoutes {
    let service: ClassificationService
    /// This process's slots, idle ones too, and what they have done.
    let slots: @Sendable () -> [(name: String, tally: SlotTally)]
    let version: String

    func add(to router: Router<ServiceRequestContext>) {
        router.get("/v1/workers") { _, _ -> Response in try .json(try await workers()) }
        router.post("/v1/queue/pause") { _, _ -> Response in try await turn(isPaused: true) }
        router.post("/v1/queue/resume") { _, _ -> Response in try await turn(isPaused: false) }
    }

    private func turn(isPaused: Bool) async throws -> Response {
        try await service.queue.setPaused(isPaused)
        return try .json(QueueSwitch(isPaused: isPaused))
    }

    /// A slot that is there, with a job or without.
    private struct Known {
        var name: String
        var done: Int
        var failed: Int
        var version: String
    }

    private func workers() async throws -> WorkerList {
        let running = JobFilter(clauses: [.init(term: .states([.running]))])
        let jobs = try await service.queue.list(JobQuery(filter: running, limit: 500)).jobs
        let busy = jobs.compactMap { info($0) }.sorted { $0.name < $1.name }
        let names = Set(busy.map(\.name))
        let own = slots().map { Known(name: $0.name, done: $0.tally.done, failed: $0.tally.failed, version: version) }
        let others = try await service.queue.reports().flatMap { report in
            report.slots.map { Known(name: $0.name, done: $0.done, failed: $0.failed, version: report.version) }
        }
        let known = Dictionary((others + own).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        let idle = known.keys.filter { !names.contains($0) }.sorted { ($0.count, $0) < ($1.count, $1) }
        let all = busy + idle.map { WorkerInfo(name: $0) }
        return WorkerList(
            workers: all.map { worker in
                var worker = worker
                guard let slot = known[worker.name] else { return worker }
                worker.done = slot.done
                worker.failed = slot.failed
                worker.version = slot.version
                return worker
            },
            isPaused: try await service.queue.counts().isPaused)
    }

    private func info(_ job: JobRecord) -> WorkerInfo? {
        guard let lease = job.lease else { return nil }
        return WorkerInfo(
            name: lease.worker, jobID: job.id.rawValue, model: job.route,
            step: job.step.flatMap(JobStep.init(rawValue:)),
            since: job.startedAt.map(JobSnapshot.date),
            lastHeartbeat: JobSnapshot.date(
                lease.expiresAt.advanced(byMilliseconds: -service.queue.leaseMilliseconds)),
            leaseExpiresAt: JobSnapshot.date(lease.expiresAt))
    }
}
