import API
import Foundation
import Synchronization

/// A queue of jobs that are made up as they are asked for, and what happens in it when the bench wants something to
/// happen.
final class SyntheticQueue: Sendable {
    /// A job's new snapshot, encoded once.
    struct Event: Sendable {
        var sequence: Int64
        var data: [UInt8]
        /// Nothing has happened; the connection holds.
        var isHeartbeat: Bool { data.isEmpty }
    }

    private struct State {
        var count: Int
        /// Those that have come since the start.
        var young: [Int: Job] = [:]
        /// Jobs under way, each with its stage.
        var lanes: [(number: Int, stage: Int)?] = [nil, nil, nil]
        var lane = 0
        var sequence: Int64 = 1
        var followers: [Int: AsyncStream<Event>.Continuation] = [:]
        var lastFollower = 0
        var picturesAsked: Set<Int> = []
    }

    private let begun = Date()
    private let old: Int
    private let state: Mutex<State>

    init(jobs: Int) {
        old = jobs
        state = Mutex(State(count: jobs))
    }

    /// Jobs so far.
    var count: Int { state.withLock { $0.count } }
    /// Jobs whose picture has been asked for.
    var picturesAsked: Int { state.withLock { $0.picturesAsked.count } }

    func isPictureAsked(_ number: Int) -> Bool { state.withLock { $0.picturesAsked.contains(number) } }

    func job(_ number: Int) -> Job? {
        state.withLock { job(number, $0) }
    }

    private func job(_ number: Int, _ state: borrowing State) -> Job? {
        if number >= old { return state.young[number] }
        return number < 0 ? nil : .some(SyntheticJob.finished(number, of: old, end: begun))
    }

    /// - Parameter cursor: the number of the first job of the page; nil: the newest, or the oldest where `ascends`.
    func page(cursor: Int?, limit: Int, ascends: Bool) -> JobList {
        state.withLock { state in
            let first = cursor ?? (ascends ? 0 : state.count - 1)
            let numbers = (0..<max(0, limit)).map { ascends ? first + $0 : first - $0 }
            let jobs = numbers.compactMap { job($0, state) }
            let next = ascends ? first + jobs.count : first - jobs.count
            let hasMore = ascends ? next < state.count : next >= 0
            return JobList(jobs: jobs, nextCursor: hasMore ? String(next) : nil, total: state.count)
        }
    }

    /// The picture of a job is wanted.
    func notePicture(_ number: Int) { state.withLock { _ = $0.picturesAsked.insert(number) } }

    /// The next thing that happens by itself: a job goes one step further, or a new one comes.
    func step() throws {
        let job = state.withLock { state -> Job in
            let lane = state.lane
            state.lane = (lane + 1) % state.lanes.count
            let next: (number: Int, stage: Int)
            if let under = state.lanes[lane], under.stage < SyntheticJob.stages - 1 {
                next = (under.number, under.stage + 1)
            } else {
                next = (state.count, 0)
                state.count += 1
            }
            state.lanes[lane] = next
            let created = state.young[next.number]?.createdAt ?? Date()
            let job = SyntheticJob.at(stage: next.stage, next.number, created: created)
            state.young[next.number] = job
            return job
        }
        try send(job)
    }

    /// A new job comes.
    /// - Returns: the name of its image, which no other job has, and the time right before the event was sent.
    func submit() throws -> (name: String, sentAt: ContinuousClock.Instant) {
        let job = state.withLock { state -> Job in
            let number = state.count
            state.count += 1
            let job = SyntheticJob.at(stage: 0, number, created: Date())
            state.young[number] = job
            return job
        }
        return (job.image.name, try send(job))
    }

    @discardableResult
    private func send(_ job: Job) throws -> ContinuousClock.Instant {
        let data = [UInt8](try WireCoding.encoder().encode(job))
        let now = ContinuousClock.now
        state.withLock { state in
            state.sequence += 1
            for follower in state.followers.values { follower.yield(Event(sequence: state.sequence, data: data)) }
        }
        return now
    }

    /// Shows the followers that the connection holds.
    func beat() {
        state.withLock { state in
            for follower in state.followers.values { follower.yield(Event(sequence: state.sequence, data: [])) }
        }
    }

    /// The events from now on, and the number of the last one before.
    func follow() -> (events: AsyncStream<Event>, after: Int64) {
        let (events, continuation) = AsyncStream.makeStream(of: Event.self)
        return state.withLock { state in
            state.lastFollower += 1
            let number = state.lastFollower
            state.followers[number] = continuation
            continuation.onTermination = { [weak self] _ in
                self?.state.withLock { state in _ = state.followers.removeValue(forKey: number) }
            }
            return (events, state.sequence)
        }
    }

    var stats: ServiceStats {
        let (count, young) = state.withLock { state in
            (state.count, Dictionary(grouping: state.young.values, by: \.status).mapValues(\.count))
        }
        let busy = young[.running] ?? 0
        let failed = (old + 42) / 50
        let cancelled = (old + 93) / 97
        let waiting = young[.queued] ?? 0
        let spread = Percentiles(p50: 18, p95: 31, p99: 44)
        return ServiceStats(
            depth: [
                "queued": waiting, "running": busy, "failed": failed, "cancelled": cancelled,
                "succeeded": count - waiting - busy - failed - cancelled,
            ], imagesPerSecond: busy > 0 ? 33 : 0, latencyMs: [ServiceStats.totalKey: spread],
            workers: WorkerCounts(slots: 4, busy: busy), isPaused: false, durability: "synthetic",
            uptimeSeconds: Date().timeIntervalSince(begun), version: "bench")
    }
}
