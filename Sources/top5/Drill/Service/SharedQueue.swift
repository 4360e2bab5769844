import EmbeddedServer
import Foundation
import Synchronization

/// What a round on a shared queue has beside its service: a Redis server that syncs each write, and workers of their own,
/// killed and started again like the service.
final class SharedQueue: Sendable {
    private struct State {
        var server: ServiceProcess
        var workers: [ServiceProcess] = []
        var numbers: SplitMix64
        var serverKills = 0
        var workerKills = 0
        var lives = 0
    }

    let address: QueueAddress
    /// As `--queue` takes it.
    let text: String
    private let folder: URL
    private let state: Mutex<State>

    /// Returns once the server answers.
    init(folder: URL, seed: UInt64) async throws {
        self.folder = folder
        let socket = folder.appending(path: "r").path
        text = "redis+unix://\(socket)"
        do {
            address = try QueueAddress(parsing: text)
        } catch {
            throw CommandError(error.message)
        }
        let lines = [
            "port 0", "unixsocket \(socket)", "dir \(folder.path)", "save \"\"", "appendonly yes", "appendfsync always",
        ]
        try Data(lines.joined(separator: "\n").utf8).write(to: folder.appending(path: "redis.conf"))
        state = Mutex(State(server: try Self.server(folder), numbers: SplitMix64(seed: seed)))
        try await untilReady()
    }

    var serverKills: Int { state.withLock { $0.serverKills } }
    var workerKills: Int { state.withLock { $0.workerKills } }
    var audit: StoreAudit { StoreAudit(queue: address) }

    func startWorkers(_ count: Int) throws {
        for _ in 0..<count {
            let worker = try worker()
            state.withLock { $0.workers.append(worker) }
        }
    }

    /// Kills a worker, and Redis too every other time; both are started again after a moment.
    func strike() async throws {
        let (server, index, worker, pause) = state.withLock { state in
            state.lives += 1
            let index = state.workers.isEmpty ? nil : state.numbers.below(state.workers.count)
            return (
                state.lives.isMultiple(of: 2) ? nil : state.server, index, index.map { state.workers[$0] },
                20 + state.numbers.below(300)
            )
        }
        try await worker?.kill9()
        try await server?.kill9()
        try await Task.sleep(for: .milliseconds(pause))
        if server != nil {
            let next = try Self.server(folder)
            state.withLock { state in
                state.server = next
                state.serverKills += 1
            }
            try await untilReady()
        }
        guard let index else { return }
        let next = try self.worker()
        state.withLock { state in
            state.workers[index] = next
            state.workerKills += 1
        }
    }

    /// Ends the workers as an operator does; the server goes on.
    /// - Returns: what they did instead, in words.
    func stopWorkers() async throws -> [String] {
        let workers = state.withLock { $0.workers }
        var problems: [String] = []
        for worker in workers {
            if let ending = try await worker.stop() { problems.append("a worker: \(ending): \(worker.tail)") }
        }
        return problems
    }

    func stopServer() async throws { _ = try await state.withLock { $0.server }.kill9() }

    private func untilReady() async throws {
        let end = ContinuousClock.now + .seconds(20)
        while true {
            do {
                return try await audit.prepare()
            } catch {
                guard ContinuousClock.now < end else {
                    throw CommandError("redis-server is not ready after 20 s: \(error.message)")
                }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private func worker() throws -> ServiceProcess {
        try ServiceProcess(
            program: "/proc/self/exe", arguments: ["worker", "--queue", text, "--slots", "2"],
            log: folder.appending(path: "workers.log"))
    }

    private static func server(_ folder: URL) throws -> ServiceProcess {
        return try ServiceProcess(
            program: try RedisProgram.path(), arguments: [folder.appending(path: "redis.conf").path],
            log: folder.appending(path: "redis.log"))
    }
}
