import Glibc
import Inference
import NIOPosix

/// Connections that each submit an image, wait for its end and submit the next. All on one thread, with `poll`
/// and without decoding, so that the generator takes little of the machine that it measures.
struct ClosedLoad {
    private let plan: LoadPlan
    private let bodies: [[UInt8]]
    private var connections: [LoadConnection] = []
    private var ends: EndStream?
    private var crowd: EventCrowd
    private var buffer = [UInt8](repeating: 0, count: 1 << 17)
    private var outcome = LoadOutcome()
    /// Connections by their job.
    private var owners: [String: Int] = [:]
    /// Ends that were told before the 202 had been read.
    private var early: [String: EndStream.End] = [:]
    private var submitted = 0
    private var isMeasuring = false
    /// Once all connections are there, which takes a while with hundreds of followers: else the pace would begin with a burst.
    private var start = ContinuousClock.now

    private let stop: StopSign

    /// - Throws: `CommandError` when the service fails the load; `CancellationError`, soon after the task was cancelled.
    static func run(_ plan: LoadPlan, on threads: NIOThreadPool) async throws -> LoadOutcome {
        let stop = StopSign()
        return try await withTaskCancellationHandler {
            let outcome = try await threads.runIfActive {
                // What is measured is the service, not how long the generator waits for a core.
                ThreadTurn.answer()
                var load = try ClosedLoad(plan, stop)
                return try load.run()
            }
            try Task.checkCancellation()
            return outcome
        } onCancel: {
            stop.set()
        }
    }

    private init(_ plan: LoadPlan, _ stop: StopSign) throws(CommandError) {
        self.plan = plan
        self.stop = stop
        bodies = plan.pictures.map { plan.body($0) }
        crowd = try EventCrowd(plan)
        if case .events = plan.waiting {
            ends = try EndStream(plan, readsWork: plan.connections == 1, buffer: &buffer)
        }
        for index in 0..<plan.connections {
            connections.append(try LoadConnection(index: index, target: plan.target))
        }
    }

    private mutating func run() throws(CommandError) -> LoadOutcome {
        start = .now
        let opening = start + .seconds(plan.warmUp)
        let end = opening + .seconds(plan.seconds)
        var first = (cpu: 0.0, service: 0.0, events: 0.0, time: start)
        while !stop.isSet {
            let now = ContinuousClock.now
            if !isMeasuring, now >= opening, now < end, outcome.seconds == 0 {
                isMeasuring = true
                first = (ProcessUsage.threadMilliseconds, serviceCPU, crowd.events, now)
            }
            let isOver = now >= end || (plan.most.map { outcome.accepted >= $0 } ?? false)
            if isMeasuring, isOver {
                isMeasuring = false
                outcome.seconds = (now - first.time) / .seconds(1)
                outcome.generatorShare =
                    (ProcessUsage.threadMilliseconds - first.cpu) / 1000 / max(outcome.seconds, 1e-9)
                outcome.serviceCPUMilliseconds = serviceCPU - first.service
                outcome.eventsPerSecond = (crowd.events - first.events) / max(outcome.seconds, 1e-9)
                outcome.followersLeft = crowd.count
            }
            if isOver, connections.allSatisfy({ $0.phase == .idle }) { break }
            if now >= end + .seconds(plan.patience) {
                outcome.unfinished = connections.count { $0.phase != .idle }
                break
            }
            try begin(now, mayBegin: !isOver)
            try wait()
            try crowd.read(&buffer)
        }
        return outcome
    }

    private var serviceCPU: Double { plan.service.map { ProcessTree.cpuMilliseconds(of: $0) } ?? 0 }

    /// Lets every connection begin what it may.
    private mutating func begin(_ now: ContinuousClock.Instant, mayBegin: Bool) throws(CommandError) {
        for place in connections.indices {
            switch connections[place].phase {
            case .idle:
                if mayBegin, submitted < due(now) { try submit(place, now) }
            case .resting(let until, let asksNext):
                guard until <= now else { continue }
                if asksNext, let id = connections[place].id {
                    connections[place].phase = .asking
                    try connections[place].send([plan.get("/results/\(id)")], target: plan.target)
                } else if mayBegin {
                    try submit(place, now)
                } else {
                    connections[place].phase = .idle
                }
            case .submitting, .waiting, .asking:
                continue
            }
        }
    }

    /// Submissions that may have begun by now.
    private func due(_ now: ContinuousClock.Instant) -> Int {
        let paced = plan.perSecond.map { Int((now - start) / .seconds(1) * $0) + 1 }
        return min(plan.most ?? .max, paced ?? .max)
    }

    private mutating func submit(_ place: Int, _ now: ContinuousClock.Instant) throws(CommandError) {
        let body = bodies[submitted % bodies.count]
        submitted += 1
        connections[place].id = nil
        connections[place].phase = .submitting
        connections[place].begun = .now
        try connections[place].send([plan.head(connection: place, bytes: body.count), body], target: plan.target)
    }

    /// Waits a few milliseconds at most for anything to come or go, and deals with it.
    private mutating func wait() throws(CommandError) {
        var polled: [pollfd] = []
        var places: [Int] = []
        if let ends { polled.append(pollfd(fd: ends.descriptor, events: Int16(POLLIN), revents: 0)) }
        let first = polled.count
        for place in connections.indices where connections[place].isBusy {
            let events = POLLIN | (connections[place].isSending ? POLLOUT : 0)
            polled.append(pollfd(fd: connections[place].descriptor, events: Int16(events), revents: 0))
            places.append(place)
        }
        let isResting = connections.contains { if case .resting = $0.phase { true } else { false } }
        guard poll(&polled, nfds_t(polled.count), isResting || crowd.count > 0 || plan.perSecond != nil ? 2 : 20) > 0
        else { return }
        for (index, place) in places.enumerated() where polled[first + index].revents != 0 {
            try handle(place, polled[first + index].revents)
        }
        if first == 1, polled[0].revents != 0 { try takeEnds() }
    }

    private mutating func handle(_ place: Int, _ events: Int16) throws(CommandError) {
        if events & Int16(POLLOUT) != 0, !connections[place].flush() { try connections[place].sendAgain(plan.target) }
        guard events & Int16(POLLIN | POLLHUP | POLLERR) != 0 else { return }
        let isOpen = try connections[place].fill(&buffer)
        if connections[place].reader.isComplete {
            try answered(place)
        } else if !isOpen {
            try connections[place].sendAgain(plan.target)
        }
    }

    private mutating func answered(_ place: Int) throws(CommandError) {
        let connection = connections[place]
        let answer = connection.reader
        let now = ContinuousClock.now
        switch (connection.phase, answer.status ?? 0) {
        case (.submitting, 202):
            outcome.accepted += 1
            if isMeasuring { outcome.accept.append((now - connection.begun) / .milliseconds(1)) }
            guard let id = TextSearch.value(behind: plan.idKey, in: answer.body)?.text else {
                throw CommandError("A 202 has no id: \(String(decoding: answer.body, as: UTF8.self))")
            }
            connections[place].id = id
            try wait(place, id, now)
        case (.submitting, 429), (.submitting, 503):
            outcome.refused += 1
            connections[place].phase = .resting(
                until: now + .seconds(min(10, answer.retryAfter ?? 1)), asksNext: false)
        case (.asking, 200):
            if TextSearch.contains("SUCCESS", in: answer.body) {
                ended(place, EndStream.End(id: "", hasSucceeded: true), now)
            } else if TextSearch.contains("FAILURE", in: answer.body) {
                ended(place, EndStream.End(id: "", hasSucceeded: false), now)
            } else {
                rest(place, now)
            }
        case (_, let status):
            throw CommandError("The service answered \(status): \(String(decoding: answer.body, as: UTF8.self))")
        }
    }

    private mutating func wait(_ place: Int, _ id: String, _ now: ContinuousClock.Instant) throws(CommandError) {
        switch plan.waiting {
        case .none: connections[place].phase = .idle
        case .polling: rest(place, now)
        case .events:
            if let end = early.removeValue(forKey: id) {
                ended(place, end, now)
            } else {
                owners[id] = place
                connections[place].phase = .waiting
            }
        }
    }

    private mutating func rest(_ place: Int, _ now: ContinuousClock.Instant) {
        guard case .polling(let milliseconds) = plan.waiting else { return }
        connections[place].phase = .resting(until: now + .milliseconds(milliseconds), asksNext: true)
    }

    private mutating func takeEnds() throws(CommandError) {
        let told = try ends?.take(&buffer) ?? []
        let now = ContinuousClock.now
        for end in told {
            if let place = owners.removeValue(forKey: end.id) {
                ended(place, end, now)
            } else {
                early[end.id] = end
            }
        }
    }

    private mutating func ended(_ place: Int, _ end: EndStream.End, _ now: ContinuousClock.Instant) {
        connections[place].phase = .idle
        if !end.hasSucceeded { outcome.failed += 1 }
        guard isMeasuring else { return }
        outcome.finished += 1
        let total = (now - connections[place].begun) / .milliseconds(1)
        outcome.total.append(total)
        if let work = end.work {
            outcome.work.append(work)
            outcome.overhead.append(total - work)
        }
    }
}
