package import API
package import Foundation

/// The jobs of a service that keeps no list, as far as this program has seen them: in memory, but listed, counted and
/// followed in the way of a top5 service.
package actor JobBook {
    /// What has become of a job, under the number of its last change.
    enum Change: Sendable, Equatable {
        case job(sequence: Int64, Job)
        case forgotten(sequence: Int64, id: String)

        var sequence: Int64 {
            switch self {
            case .job(let sequence, _), .forgotten(let sequence, _): sequence
            }
        }

        /// As followers tell it.
        var event: FollowerEvent {
            switch self {
            case .job(let sequence, let job): .job(sequence: sequence, job)
            case .forgotten(let sequence, let id): .forgotten(sequence: sequence, id: id)
            }
        }
    }

    private struct Entry {
        var job: Job
        var sequence: Int64
    }

    /// Jobs that have ended and are kept. Default 10,000.
    private let mostEnded: Int
    private let filter: JobFilter
    private var entries: [String: Entry] = [:]
    /// Every change in order; those that a later change of the same job has overtaken are passed over.
    private var log: [(sequence: Int64, id: String)] = []
    private var sequence: Int64 = 0
    private var ended: [String] = []
    private var firstEnded = 0
    private var meter = EndMeter()
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var nextWaiting = 0

    package init(filter: JobFilter, mostEnded: Int = 10_000) {
        self.filter = filter
        self.mostEnded = mostEnded
    }

    var lastSequence: Int64 { sequence }
    var count: Int { entries.count }

    package func job(_ id: String) -> Job? { entries[id]?.job }

    /// Ids of the jobs that have not ended.
    func unfinished() -> [String] { entries.values.filter { !$0.job.status.isFinished }.map(\.job.id) }

    /// Takes in what is known of a job now; its revision is counted here.
    /// - Returns: whether that is news.
    @discardableResult
    func put(_ job: Job, at now: Date) -> Bool {
        var job = job
        let known = entries[job.id]?.job
        job.revision = known?.revision ?? 0
        guard job != known else { return false }
        job.revision += 1
        note(job.id)
        entries[job.id] = Entry(job: job, sequence: sequence)
        if job.status.isFinished, known?.status.isFinished != true {
            meter.record(job, at: now)
            ended.append(job.id)
            dropOldest()
        }
        wake()
        return true
    }

    func remove(_ id: String) {
        guard entries.removeValue(forKey: id) != nil else { return }
        note(id)
        wake()
    }

    private func note(_ id: String) {
        sequence += 1
        log.append((sequence, id))
        guard log.count > 2 * entries.count + 4_096 else { return }
        // Of what is gone the newer half is still told.
        let newer = log[log.count / 2].sequence
        log.removeAll { $0.sequence < newer && entries[$0.id]?.sequence != $0.sequence }
    }

    private func dropOldest() {
        while ended.count - firstEnded > mostEnded {
            remove(ended[firstEnded])
            firstEnded += 1
        }
        if firstEnded > mostEnded {
            ended.removeFirst(firstEnded)
            firstEnded = 0
        }
    }

    // MARK: Following

    /// The first change after a number that still counts; nil: there is none.
    func change(after last: Int64) -> Change? {
        var low = 0
        var high = log.count
        while low < high {
            let middle = (low + high) / 2
            if log[middle].sequence <= last { low = middle + 1 } else { high = middle }
        }
        for (number, id) in log[low...] {
            guard let entry = entries[id] else { return .forgotten(sequence: number, id: id) }
            if entry.sequence == number { return .job(sequence: number, entry.job) }
        }
        return nil
    }

    /// Returns at the next change after a number, and when the task is cancelled.
    func waitForChange(after last: Int64) async {
        nextWaiting += 1
        let number = nextWaiting
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard sequence <= last, !Task.isCancelled else { return continuation.resume() }
                waiting[number] = continuation
            }
        } onCancel: {
            Task { await self.stopWaiting(number) }
        }
    }

    private func stopWaiting(_ number: Int) { waiting.removeValue(forKey: number)?.resume() }

    private func wake() {
        for continuation in waiting.values { continuation.resume() }
        waiting = [:]
    }

    // MARK: Answers

    /// - Throws: `ClientError.refused` for a filter that cannot be read and a cursor that is none.
    package func list(_ query: JobListQuery, at now: Date) throws(ClientError) -> JobList {
        let matches = try filter.reading(query.filter)
        let page = try JobBookPage(query)
        return page.list(entries.values.lazy.map(\.job).filter { matches($0, now) })
    }

    /// Jobs by state, successes a second, and percentiles of the last minute.
    package func stats(at now: Date) -> ServiceStats {
        var depth = Dictionary(uniqueKeysWithValues: JobStatus.allCases.map { ($0.rawValue, 0) })
        var oldest: Date?
        for entry in entries.values {
            depth[entry.job.status.rawValue, default: 0] += 1
            if entry.job.status == .queued { oldest = min(oldest ?? .distantFuture, entry.job.createdAt) }
        }
        var stats = ServiceStats(depth: depth, oldestQueuedMs: oldest.map { now.timeIntervalSince($0) * 1000 })
        meter.fill(&stats, at: now)
        return stats
    }
}
