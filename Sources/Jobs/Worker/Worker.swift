package import Logging
import ServiceLifecycle
import Synchronization

/// Runs waiting jobs in a fixed number of slots.
///
/// A slot claims as soon as a job comes to wait, at the latest each second. On graceful shutdown no slot claims any more,
/// those at work have the grace time with their heartbeat going on, and what is not done then is given back. Cancelling
/// `run` gives everything back at once.
package final class Worker: Service {
    private let queue: JobQueue
    private let name: String
    private let slots: Int
    private let routes: @Sendable () -> Set<String>?
    private let handler: any JobHandler
    private let logger: Logger
    private let graceMilliseconds: Int64
    /// What it was told to do.
    package let duty: WorkerDuty
    /// Told whenever no slot has a job.
    private let idle = WakeUps()
    private let tallies = Mutex<[String: SlotTally]>([:])
    /// Closed when the worker stops claiming, and so is `claiming`.
    private let idleSlots = IdleSlots()
    private let claiming = WakeUps()
    private let watch: AttemptWatch
    /// Of the attempts under way here.
    private let tokens = Mutex<Set<Int64>>([])
    private let lastRound = Mutex(ContinuousClock.now)
    private let retries = RetryTimes()
    private let isStopping = Mutex(false)
    /// Closed when `run` is over.
    private let ending = WakeUps()

    /// How often expired leases are looked for, and idle slots look for work that nothing told of. No longer than the
    /// shortest `RetryDelay`, so that a round begins before each retry's time, and ends at it.
    static let roundMilliseconds: Int64 = 1_000

    /// - Parameters:
    ///   - name: owner of the leases, with the slot's number after a slash.
    ///   - slots: 0 only takes back what others have left.
    ///   - routes: asked at each claim; nil takes any job.
    package init(
        queue: JobQueue, name: String, slots: Int, routes: @escaping @Sendable () -> Set<String>?,
        handler: any JobHandler, logger: Logger,
        graceMilliseconds: Int64 = 25_000, duty: WorkerDuty = WorkerDuty()
    ) {
        self.queue = queue
        self.duty = duty
        self.name = name
        self.slots = max(0, slots)
        self.routes = routes
        self.handler = handler
        self.logger = logger
        self.graceMilliseconds = graceMilliseconds
        watch = AttemptWatch(clock: queue.clock)
    }

    /// - Parameter routes: nil takes any job.
    package convenience init(
        queue: JobQueue, name: String, slots: Int, routes: Set<String>?, handler: any JobHandler, logger: Logger,
        graceMilliseconds: Int64 = 25_000
    ) {
        self.init(
            queue: queue, name: name, slots: slots, routes: { routes }, handler: handler, logger: logger,
            graceMilliseconds: graceMilliseconds)
    }

    /// As they stand in the leases.
    package var slotNames: [String] { (0..<slots).map { "\(name)/\($0 + 1)" } }
    package var slotTallies: [(name: String, tally: SlotTally)] {
        tallies.withLock { tallies in slotNames.map { ($0, tallies[$0] ?? SlotTally()) } }
    }

    /// Slots with a job.
    package var busySlots: Int { tokens.withLock { $0.count } }

    /// How long ago the loop last went round, or the worker was made: at most 5 seconds and what the store takes.
    package var roundAge: Duration { ContinuousClock.now - lastRound.withLock { $0 } }

    package func run() async throws {
        await withGracefulShutdownHandler {
            await runUntilStopped()
        } onGracefulShutdown: {
            self.stopClaiming()
        }
        ending.close()
    }

    /// Returns when `run` has, or the task is cancelled.
    package func untilEnded() async {
        for await _ in ending.subscribe() {}
    }

    /// No slot claims any more, and the grace time begins.
    package func stopClaiming() {
        isStopping.withLock { $0 = true }
        idleSlots.close()
        claiming.close()
    }

    /// While the store fails nothing is claimed; the rounds find out when it works again, and wake the slots.
    private var mayClaim: Bool {
        !Task.isCancelled && !isStopping.withLock { $0 } && duty.duty == .working && !queue.health.isBroken
    }

    /// Returns when no slot has a job, or the task is cancelled.
    func untilIdle() async {
        let news = idle.subscribe()
        if busySlots == 0 { return }
        for await _ in news where busySlots == 0 { return }
    }

    private enum Ended {
        case slots, grace, other
    }

    private func runUntilStopped() async {
        let arrivals = queue.subscribeToWaiting()
        let key = queue.claimOffers.join(idleSlots)
        defer { queue.claimOffers.leave(key) }
        let duties = duty.changed.subscribe()
        await withTaskGroup(of: Ended.self) { group in
            group.addTask {
                await self.runSlots()
                return .slots
            }
            group.addTask {
                await self.waitForGrace()
                return .grace
            }
            group.addTask {
                for await _ in arrivals { self.idleSlots.wake(1) }
                return .other
            }
            group.addTask {
                for await _ in duties { self.idleSlots.wake(1) }
                return .other
            }
            group.addTask {
                await self.makeRounds()
                return .other
            }
            group.addTask {
                await self.watch.run()
                return .other
            }
            for await ended in group where ended != .other {
                group.cancelAll()
            }
        }
    }

    private func runSlots() async {
        if slots == 0 { for await _ in claiming.subscribe() {} }
        await withDiscardingTaskGroup { group in
            for slot in slotNames {
                group.addTask { await self.runSlot(slot) }
            }
            idleSlots.wake(1)
        }
    }

    private func runSlot(_ worker: String) async {
        while true {
            switch await idleSlots.wait(offering: { self.claimRequest(worker) }) {
            case .stop: return
            case .look: await work(on: nil, by: worker)
            case .job(let job): await work(on: job, by: worker)
            }
        }
    }

    /// Until nothing waits; what comes after that wakes a slot, or the next that comes to wait.
    private func work(on given: ClaimedJob?, by worker: String) async {
        var (next, isDone) = (given, false)
        while !isDone {
            if next == nil { next = await claim(worker) }
            guard let job = next else { return }
            (next, isDone) = await attempt(job, by: worker)
        }
    }

    private func claim(_ worker: String) async -> ClaimedJob? {
        guard mayClaim else { return nil }
        do {
            guard let job = try await queue.claim(worker: worker, routes: routes()) else { return nil }
            queue.health.wrote()
            // Where there was one there may be more.
            idleSlots.wake(2)
            return job
        } catch {
            queue.health.failed(error)
            return nil
        }
    }

    private func claimRequest(_ worker: String) -> ClaimRequest? {
        mayClaim ? queue.claimRequest(worker: worker, routes: routes()) : nil
    }

    /// - Returns: the job that was claimed with the end of this one, or whether it is known that none waited.
    private func attempt(_ claimed: ClaimedJob, by worker: String) async -> (next: ClaimedJob?, isDone: Bool) {
        guard let token = claimed.job.lease?.token else { return (nil, false) }
        tokens.withLock { _ = $0.insert(token) }
        defer {
            let isIdle = tokens.withLock { tokens in
                tokens.remove(token)
                return tokens.isEmpty
            }
            if isIdle { idle.wakeAll() }
        }
        let attempt = Attempt(of: claimed, token: token, queue: queue, handler: handler, logger: logger)
        var hasAsked = false
        let next = await attempt.run(watchedBy: watch) {
            let request = claimRequest(worker)
            hasAsked = request != nil
            return request
        }
        if let end = attempt.end { note(end, of: worker) }
        return (next, next == nil && hasAsked && attempt.end != nil)
    }

    private func note(_ job: JobRecord, of slot: String) {
        if job.notBefore != nil { retries.add(attempt: job.attempt, now: queue.clock.now()) }
        guard job.state.isFinished else { return }
        tallies.withLock { tallies in
            tallies[slot, default: SlotTally()].done += 1
            if job.state == .failed { tallies[slot, default: SlotTally()].failed += 1 }
        }
    }

    /// Returns when the grace time after the stop is over, or the task is cancelled.
    private func waitForGrace() async {
        for await _ in claiming.subscribe() {}
        try? await queue.clock.sleep(milliseconds: graceMilliseconds)
    }

    private func makeRounds() async {
        var isRecovered = false
        var backoff = Backoff()
        while !Task.isCancelled {
            var rest = Self.roundMilliseconds
            do {
                if queue.health.isBroken { try await queue.probe() }
                let living = tokens.withLock { $0 }
                let changed =
                    try await isRecovered
                    ? queue.reapExpired(sparing: living) : queue.recoverAfterRestart()
                isRecovered = true
                if !changed.isEmpty {
                    logger.notice("Jobs of a dead or stalled worker taken back", metadata: ["jobs": "\(changed.count)"])
                }
                backoff = Backoff()
                idleSlots.wake(1)
            } catch {
                queue.health.failed(error)
                rest = backoff.next()
            }
            lastRound.withLock { $0 = .now }
            await pause(min(rest, retries.milliseconds(from: queue.clock.now()) ?? rest))
        }
    }

    /// Ends early when the task is cancelled.
    private func pause(_ milliseconds: Int64) async {
        try? await queue.clock.sleep(milliseconds: milliseconds)
    }
}
