import API
import Foundation
import Hummingbird
import Jobs

/// Who works on the queue, and what they are told to do.
struct WorkerRoutes {
    let queue: JobQueue
    let own: OwnWorker

    func add(to router: Router<ServiceRequestContext>) {
        router.get("/v1/workers") { _, _ -> Response in try .json(try await workers()) }
        router.post("/v1/workers/{name}/quiet") { _, context -> Response in try await tell(.quiet, context) }
        router.post("/v1/workers/{name}/resume") { _, context -> Response in try await tell(.working, context) }
        router.post("/v1/workers/{name}/drain") { _, context -> Response in try await tell(.draining, context) }
    }

    private func tell(_ duty: Duty, _ context: ServiceRequestContext) async throws -> Response {
        let written = try context.parameters.require("name")
        let name = written.removingPercentEncoding ?? written
        guard var report = try await reports().first(where: { $0.name == name }) else { throw unknown(name) }
        if duty == .draining, report.isOfService == true {
            throw ServiceError(
                .conflict,
                "The worker '\(name)' is part of a service, which a drain would not end: quiet it, or stop the service."
            )
        }
        if report.duty == .draining, duty != .draining {
            throw ServiceError(.conflict, "The worker '\(name)' drains already and ends; start another one.")
        }
        if queue.isShared {
            guard try await queue.tell(worker: name, to: duty) else { throw unknown(name) }
        } else {
            own.duty.set(duty)
            report.duty = duty
        }
        report.wish = duty
        return try .json(member(report))
    }

    private func unknown(_ name: String) -> ServiceError {
        ServiceError(
            .notFound,
            "There is no worker '\(name)'. GET /v1/workers lists them: the name of a member, not that of a slot.")
    }

    /// This process's as it is now, others as they said lately.
    private func reports() async throws -> [WorkerReport] {
        var reports = try await queue.reports()
        guard var mine = own.report else { return reports }
        mine.wish = reports.first { $0.name == mine.name }?.wish
        reports.removeAll { $0.name == mine.name }
        return [mine] + reports
    }

    private func member(_ report: WorkerReport) -> WorkerMember {
        let duty = report.duty ?? .working
        return WorkerMember(
            name: report.name, version: report.version, models: report.models, duty: duty.rawValue,
            wanted: report.wish.flatMap { $0 == duty ? nil : $0.rawValue }, slots: report.slots.count,
            isOfService: report.isOfService ?? false)
    }

    private func workers() async throws -> WorkerList {
        let running = JobFilter(clauses: [.init(term: .states([.running]))])
        let jobs = try await queue.list(JobQuery(filter: running, limit: 500)).jobs
        let busy = jobs.compactMap { info($0) }.sorted { $0.name < $1.name }
        let names = Set(busy.map(\.name))
        let reports = try await reports()
        let known = Dictionary(
            reports.flatMap { report in report.slots.map { ($0.name, (slot: $0, report: report)) } },
            uniquingKeysWith: { first, _ in first })
        let idle = known.keys.filter { !names.contains($0) }.sorted { ($0.count, $0) < ($1.count, $1) }
        let all = busy + idle.map { WorkerInfo(name: $0) }
        return WorkerList(
            workers: all.map { worker in
                var worker = worker
                guard let (slot, report) = known[worker.name] else { return worker }
                worker.done = slot.done
                worker.failed = slot.failed
                worker.version = report.version
                worker.member = report.name
                return worker
            },
            isPaused: try await queue.counts().isPaused,
            members: reports.map(member).sorted { ($0.name.count, $0.name) < ($1.name.count, $1.name) })
    }

    private func info(_ job: JobRecord) -> WorkerInfo? {
        guard let lease = job.lease else { return nil }
        return WorkerInfo(
            name: lease.worker, jobID: job.id.rawValue, model: job.route,
            step: job.step.flatMap(JobStep.init(rawValue:)),
            since: job.startedAt.map(JobSnapshot.date),
            lastHeartbeat: JobSnapshot.date(lease.expiresAt.advanced(byMilliseconds: -queue.leaseMilliseconds)),
            leaseExpiresAt: JobSnapshot.date(lease.expiresAt))
    }
}
