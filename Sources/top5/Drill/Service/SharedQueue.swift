import EmbeddedServer
import Foundation
import Synchronization

/// What a round on a shared queue has beside its service: a Redis server that syncs each write, unless one is given, and
/// workers of their own. They are killed like the service, frozen, and cut off from Redis.
final class SharedQueue: Sendable {
    /// A short lease: the drill waits for its end often.
    static let leaseSeconds = 2
    /// How long a process is frozen, or cut off: well past its lease.
    static let absence = Duration.milliseconds(3_500)

    struct Counts: Sendable {
        var serverKills = 0
        var workerKills = 0
        var freezes = 0
        var cuts = 0
    }

    private struct State {
        /// nil: one was given.
        var server: ServiceProcess?
        var workers: [ServiceProcess] = []
        var numbers: SplitMix64
        var counts = Counts()
        /// Processes that are away, until they are back.
        var absences: [Task<Void, any Error>] = []
    }

    private let address: QueueAddress
    private let text: String
    private let folder: URL
    private let network: DrillNetwork?
    private let state: Mutex<State>

    /// Returns once the server answers.
    /// - Parameters:
    ///   - given: the address of a server that is not the drill's; the round has its own prefix there.
    ///   - network: where cables can be pulled out.
    init(folder: URL, seed: UInt64, given: String?, network: DrillNetwork?) async throws {
        self.folder = folder
        self.network = given == nil ? network : nil
        let socket = folder.appending(path: "r").path
        let prefix = "top5-drill-\(UUID().uuidString.prefix(8))"
        text = given.map { "\($0)\($0.contains("?") ? "&" : "?")prefix=\(prefix)" } ?? "redis+unix://\(socket)"
        do {
            address = try QueueAddress(parsing: text)
        } catch {
            throw CommandError(error.message, status: given == nil ? 1 : 2)
        }
        state = Mutex(State(numbers: SplitMix64(seed: seed)))
        if given == nil {
            var lines = [
                "unixsocket \(socket)", "dir \(folder.path)", "save \"\"", "appendonly yes", "appendfsync always",
            ]
            // Only the drill's own parties reach the hub.
            lines += network == nil ? ["port 0"] : ["port 6379", "bind * -::*", "protected-mode no"]
            try Data(lines.joined(separator: "\n").utf8).write(to: folder.appending(path: "redis.conf"))
            let server = try startServer()
            state.withLock { $0.server = server }
        }
        try await untilReady()
    }

    var counts: Counts { state.withLock { $0.counts } }
    var audit: StoreAudit { StoreAudit(queue: address) }

    /// Ends of attempts that came after their lease was lost, and were refused.
    var lateEnds: Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let texts = names.filter { $0.hasPrefix("log") || $0 == "workers.log" }.map {
            (try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)) ?? ""
        }
        let words = ["The lease was lost", "The attempt's end was refused"]
        return texts.map { text in words.map { text.components(separatedBy: $0).count - 1 }.reduce(0, +) }.reduce(0, +)
    }

    func startWorkers(_ count: Int) throws {
        for index in 0..<count {
            let worker = try worker(index)
            state.withLock { $0.workers.append(worker) }
        }
    }

    /// The front end, in its network where there is one: the last party.
    func startService(_ arguments: [String], log: URL) throws -> ServiceProcess {
        try start(
            ["serve"] + arguments, log: log, party: network.map { $0.parties[$0.parties.count - 1] })
    }

    /// Does something to a worker, or to the service, that they have to outlive.
    func strike(_ service: ServiceProcess) async throws {
        let (blow, victim, pause) = state.withLock { state in
            let blow = DrillBlow.draw(
                &state.numbers, hasServer: state.server != nil, hasNetwork: network != nil)
            // What kills the service is the round itself.
            let isOfService = [.freeze, .cut].contains(blow) && state.numbers.once(in: 3) || state.workers.isEmpty
            return (
                blow, isOfService ? nil : state.numbers.below(state.workers.count), 20 + state.numbers.below(300)
            )
        }
        switch blow {
        case .kill, .killWithServer:
            try await killWorker(victim, andServer: blow == .killWithServer, pause: .milliseconds(pause))
        case .freeze, .cut:
            let process = victim.map { index in state.withLock { $0.workers[index] } } ?? service
            let party = network.map { $0.parties[victim ?? $0.parties.count - 1] }
            let absence = Task { try await self.takeAway(process, blow == .cut ? party : nil) }
            state.withLock { $0.absences.append(absence) }
            // The round ends the service right after this.
            if victim == nil { try await absence.value }
        }
    }

    /// Waits until all are back, then ends the workers as an operator does; the server goes on.
    /// - Returns: what they did instead, in words.
    func stopWorkers() async throws -> [String] {
        try await settle()
        let workers = state.withLock { $0.workers }
        var problems: [String] = []
        for worker in workers {
            let ending = try await worker.stop()
            // One that was started a moment ago is ended by the signal itself: it has taken no job yet.
            if let ending, ending != "signal \(SIGTERM)" { problems.append("a worker: \(ending): \(worker.tail)") }
        }
        return problems
    }

    /// Waits until nobody is frozen or cut off any more.
    func settle() async throws {
        let absences = state.withLock { state in
            defer { state.absences = [] }
            return state.absences
        }
        for absence in absences { try await absence.value }
    }

    /// Ends the server, or empties the one that was given.
    func end() async throws {
        if let server = state.withLock(\.server) { return try await server.kill9() }
        do {
            try await audit.erase()
        } catch {
            throw CommandError("The drill's keys could not be removed: \(error.message)")
        }
    }

    /// Leaves nothing behind after a round that could not be ended in order; also when the task is cancelled.
    func abandon() async {
        for worker in state.withLock(\.workers) { try? await worker.kill9() }
        try? await settle()
        try? await end()
    }

    private func killWorker(_ index: Int?, andServer: Bool, pause: Duration) async throws {
        let (server, worker) = state.withLock { state in
            (andServer ? state.server : nil, index.map { state.workers[$0] })
        }
        try await worker?.kill9()
        try await server?.kill9()
        try await Task.sleep(for: pause)
        if server != nil {
            let next = try startServer()
            state.withLock { state in
                state.server = next
                state.counts.serverKills += 1
            }
            try await untilReady()
        }
        guard let index else { return }
        let next = try self.worker(index)
        state.withLock { state in
            state.workers[index] = next
            state.counts.workerKills += 1
        }
    }

    /// - Parameter party: whose cable is pulled out; nil: the process is frozen.
    private func takeAway(_ process: ServiceProcess, _ party: DrillNetwork.Party?) async throws {
        let log = folder.appending(path: "network.log")
        if let party, let network {
            state.withLock { $0.counts.cuts += 1 }
            try await network.setCable(party, isIn: false, log: log)
            // Also where the drill is interrupted: the network is used again.
            try? await Task.sleep(for: Self.absence)
            try await network.setCable(party, isIn: true, log: log)
        } else {
            state.withLock { $0.counts.freezes += 1 }
            process.freeze()
            try? await Task.sleep(for: Self.absence)
            process.thaw()
        }
    }

    private func untilReady() async throws {
        let end = ContinuousClock.now + .seconds(20)
        while true {
            do {
                return try await audit.prepare()
            } catch {
                guard ContinuousClock.now < end else {
                    throw CommandError("The queue at \(text) is not ready after 20 s: \(error.message)")
                }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private func worker(_ index: Int) throws -> ServiceProcess {
        try start(
            ["worker", "--slots", "2"], log: folder.appending(path: "workers.log"),
            party: network.map { $0.parties[index] })
    }

    private func start(_ arguments: [String], log: URL, party: DrillNetwork.Party?) throws -> ServiceProcess {
        var arguments = [arguments[0], "--lease", "\(Self.leaseSeconds)"] + arguments.dropFirst()
        guard let party, let network else {
            arguments += ["--queue", text]
            return try ServiceProcess(program: "/proc/self/exe", arguments: arguments, log: log)
        }
        arguments += ["--queue", "redis://\(party.hubAddress):6379"]
        // By its number: in the program that enters the network, "self" is that one.
        return try ServiceProcess(
            program: "/usr/bin/env", arguments: network.prefix(party) + ["/proc/\(getpid())/exe"] + arguments, log: log)
    }

    private func startServer() throws -> ServiceProcess {
        let command = [try RedisProgram.path(), folder.appending(path: "redis.conf").path]
        return try ServiceProcess(
            program: "/usr/bin/env", arguments: (network?.hubPrefix ?? []) + command,
            log: folder.appending(path: "redis.log"))
    }
}
