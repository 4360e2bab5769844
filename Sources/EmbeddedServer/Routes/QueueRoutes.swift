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

    private func workers() async throws -> WorkerList {
        let running = JobFilter(clauses: [.init(term: .states([.running]))])
        let jobs = try await service.queue.list(JobQuery(filter: running, limit: 500)).jobs
        let busy = jobs.compactMap { info($0) }.sorted { $0.name < $1.name }
        let names = Set(busy.map(\.name))
        let own = slots()
        let tallies = Dictionary(own.map { ($0.name, $0.tally) }, uniquingKeysWith: { $1 })
        let all = busy + own.map(\.name).filter { !names.contains($0) }.map { WorkerInfo(name: $0) }
        return WorkerList(
            workers: all.map { worker in
                var worker = worker
                guard let tally = tallies[worker.name] else { return worker }
                worker.done = tally.done
                worker.failed = tally.failed
                worker.version = version
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
