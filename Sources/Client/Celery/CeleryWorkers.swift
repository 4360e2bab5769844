import API
import Foundation

/// The workers, by what their heartbeats tell.
struct CeleryWorkers: Sendable {
    private struct Worker: Sendable {
        var load = CeleryEvent.Load()
        /// By this machine's clock: the other's may go wrong.
        var lastHeard: Date
        var isOffline = false
        var failed = 0
        var processedAtFirst: Int?
    }

    /// Heartbeats that may be missing before a worker counts as lost.
    private static let missing = 4.0
    /// Seconds after which a lost worker is no longer listed.
    private static let kept = 600.0

    private var workers: [String: Worker] = [:]

    mutating func take(_ event: CeleryEvent, at now: Date) {
        guard let name = event.hostname else { return }
        switch event.kind {
        case .workerOnline, .workerHeartbeat:
            var worker = workers[name] ?? Worker(lastHeard: now)
            worker.load = event.load
            worker.lastHeard = now
            worker.isOffline = false
            workers[name] = worker
        case .workerOffline:
            workers[name]?.isOffline = true
        case .failed: workers[name]?.failed += 1
        default: break
        }
        if workers.count > 10_000 { workers = workers.filter { now.timeIntervalSince($0.value.lastHeard) < 60 } }
    }

    var isEmpty: Bool { workers.isEmpty }

    /// Tasks that the workers say they are at.
    func active(at now: Date) -> Int {
        workers.values.filter { end(of: $0) > now }.reduce(0) { $0 + ($1.load.active ?? 0) }
    }

    func isAlive(_ name: String, at now: Date) -> Bool { workers[name].map { end(of: $0) > now } ?? true }

    /// A line for each task that a worker is known to be at, one at least for each worker.
    /// - Parameter running: the running tasks of each worker.
    func list(running: [String: [CeleryTask]], at now: Date) -> [WorkerInfo] {
        workers.filter { now.timeIntervalSince($0.value.lastHeard) < Self.kept }.flatMap { name, worker in
            let tasks = (running[name] ?? []).sorted { ($0.started ?? $0.created) < ($1.started ?? $1.created) }
            let alive = end(of: worker) > now
            var info = WorkerInfo(
                name: name, model: load(of: worker), lastHeartbeat: worker.lastHeard, leaseExpiresAt: end(of: worker),
                done: worker.load.processed, failed: worker.failed, version: worker.load.version)
            guard alive, !tasks.isEmpty else { return [info] }
            return tasks.enumerated().map { index, task in
                info.name = tasks.count > 1 ? "\(name)/\(index + 1)" : name
                info.jobID = task.jobID
                info.since = task.started
                return info
            }
        }
    }

    private func load(of worker: Worker) -> String {
        let active = "\(worker.load.active ?? 0) active"
        return worker.load.average.map { "\(active), load \($0)" } ?? active
    }

    private func end(of worker: Worker) -> Date {
        worker.isOffline
            ? worker.lastHeard : worker.lastHeard.addingTimeInterval((worker.load.frequency ?? 2) * Self.missing)
    }
}
