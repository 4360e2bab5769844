import API
import Foundation

/// Brings together what broker, results and events tell of tasks and workers.
actor CeleryLedger {
    private let book: JobBook
    private var tasks: [String: CeleryTask] = [:]
    private var workers = CeleryWorkers()
    /// Whether workers tell about tasks: they do with `-E`, or after `enable_events`.
    private(set) var hasTaskEvents = false
    private(set) var lastEvent: Date?
    /// What is waiting in the lists, counted there.
    private var waiting = 0
    private let since = Date()
    /// Tasks from which on those that the book has dropped are dropped here.
    private static let leastPruned = 30_000
    private var pruneAt = leastPruned

    init(book: JobBook) { self.book = book }

    var knownCount: Int { tasks.count }

    func isKnown(_ id: String) -> Bool { tasks[id] != nil }

    /// Ids of the tasks that may have ended unheard, those longest known first: what runs, and what a worker has reserved.
    func open(reserved: Set<String>, _ most: Int) -> [String] {
        let open = tasks.values.filter { $0.status == .running || $0.status == .queued && reserved.contains($0.id) }
        return Array(open.sorted { $0.created < $1.created }.prefix(most).map(\.id))
    }

    // MARK: Taking in

    func take(_ events: [CeleryEvent], at now: Date) async {
        var changed: Set<String> = []
        for event in events {
            lastEvent = now
            workers.take(event, at: now)
            guard let id = event.task else { continue }
            if event.kind != .sent { hasTaskEvents = true }
            if tasks[id] == nil { tasks[id] = CeleryTask(id: id, created: min(event.timestamp ?? now, now)) }
            tasks[id]?.take(event, at: now)
            changed.insert(id)
        }
        await publish(changed, at: now)
    }

    func take(_ messages: [CeleryMessage], at now: Date) async {
        for message in messages {
            if tasks[message.id] == nil { tasks[message.id] = CeleryTask(id: message.id, created: now) }
            tasks[message.id]?.take(message)
        }
        await publish(messages.map(\.id), at: now)
    }

    /// Tasks that stood in a queue and do not any more, nor in a worker's reserve.
    func tookFromQueue(_ ids: [String], at now: Date) async {
        for id in ids {
            guard let task = tasks[id], task.status == .queued else { continue }
            if task.ignoresResult, !hasTaskEvents {
                // Nobody will tell what becomes of it.
                await forget(id)
            } else {
                tasks[id]?.leftQueue()
            }
        }
        await publish(ids, at: now)
    }

    func take(_ metas: [(id: String, meta: CeleryMeta)], at now: Date) async {
        for (id, meta) in metas {
            if tasks[id] == nil { tasks[id] = CeleryTask(id: id, created: min(meta.done ?? now, now)) }
            tasks[id]?.take(meta, at: now)
        }
        await publish(metas.map(\.id), at: now)
    }

    func countWaiting(_ count: Int) { waiting = count }

    private func forget(_ id: String) async {
        guard let task = tasks.removeValue(forKey: id) else { return }
        await book.remove(task.jobID)
    }

    private func publish(_ ids: some Sequence<String>, at now: Date) async {
        for id in ids {
            if let task = tasks[id] { await book.put(task.job, at: now) }
        }
        guard tasks.count > pruneAt else { return }
        // The book has let go of the oldest that ended.
        var kept: [String: CeleryTask] = [:]
        for (id, task) in tasks where await book.job(task.jobID) != nil { kept[id] = task }
        tasks = kept
        pruneAt = max(Self.leastPruned, 2 * kept.count)
    }

    // MARK: Answers

    func workerList(at now: Date) -> [WorkerInfo] {
        var running: [String: [CeleryTask]] = [:]
        for task in tasks.values where task.status == .running {
            if let worker = task.worker { running[worker, default: []].append(task) }
        }
        return workers.list(running: running, at: now)
    }

    func stats(at now: Date) async -> ServiceStats {
        var stats = await book.stats(at: now)
        stats.depth[JobStatus.queued.rawValue] = max(waiting, stats.count(.queued))
        let lines = workerList(at: now)
        let alive = lines.filter { ($0.leaseExpiresAt ?? .distantPast) > now }
        stats.workers = WorkerCounts(slots: alive.count, busy: alive.count { $0.jobID != nil })
        stats.uptimeSeconds = now.timeIntervalSince(since)
        stats.version = lines.compactMap(\.version).max().map { "Celery \($0)" } ?? "Celery"
        return stats
    }
}
