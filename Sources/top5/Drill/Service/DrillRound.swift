import API
import Client
import EmbeddedServer
import Foundation

/// One round: a store, clients that submit to it, and a service on it that is killed and started again.
struct DrillRound: Sendable {
    let plan: ServiceDrillPlan
    let number: Int
    /// For the store, the logs and the socket; short, for a socket's path holds 107 bytes.
    let folder: URL
    /// What a start takes, measured; a guess before the first.
    let startMilliseconds: Int
    /// For a shared queue, where the machine allows it.
    var network: DrillNetwork?

    private var state: URL { folder.appending(path: "state") }
    private var listen: String { "unix:\(folder.appending(path: "s").path)" }
    private var file: StoreAudit { StoreAudit(path: state.appending(path: "queue.sqlite").path) }

    struct Lives: Sendable {
        var service: ServiceProcess
        /// What a shared queue has beside the service.
        var shared: SharedQueue?
        var kills = 0
        var killsInStart = 0
        var orphans = 0
        var problems: [String] = []
    }

    func run() async throws -> DrillRoundOutcome {
        let begun = ContinuousClock.now
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
        let seed = plan.seed &+ UInt64(number) &* 0x9E37_79B9
        var shared: SharedQueue?
        if let wanted = plan.shared {
            shared = try await SharedQueue(folder: folder, seed: seed ^ 0x5EED, given: wanted.server, network: network)
        }
        do {
            try await (shared?.audit ?? file).prepare()
        } catch {
            throw CommandError("The drill's store cannot be made: \(error.message)")
        }
        try shared?.startWorkers(plan.shared?.workers ?? 0)
        let book = SubmissionBook()
        let recorder = EndRecorder()
        let killer = WorkerKiller(seed: ~seed, most: plan.kills)
        let address = try ServiceAddress(listen)
        let client = HTTPServiceClient(address, name: "drill", backoff: Backoff(shortest: 0.02, longest: 0.1))
        let clients = (0..<plan.clients).map { index in
            DrillClient(
                name: "drill-\(index)", service: HTTPServiceClient(address, name: "drill-\(index)"), plan: plan,
                book: book, keyPrefix: "\(plan.seed)-\(number)")
        }
        do {
            let outcome = try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await recorder.follow(client) }
                for client in clients { group.addTask { try await client.run() } }
                let lives = try await live(
                    book: book, killer: killer, numbers: SplitMix64(seed: seed), shared: shared)
                let outcome = try await judge(
                    lives, book: book, killer: killer, recorder: recorder, client: client, clients: clients,
                    audit: shared?.audit ?? file)
                group.cancelAll()
                return outcome
            }
            for client in [client] + clients.map(\.service) { await client.shutdown() }
            let counts = shared?.counts ?? SharedQueue.Counts()
            let lateEnds = shared?.lateEnds ?? 0
            try await shared?.end()
            return DrillRoundOutcome(
                round: number, verdict: outcome.verdict, book: book.now, serviceKills: outcome.lives.kills,
                killsInStart: outcome.lives.killsInStart, workerKills: killer.killed + counts.workerKills,
                shared: counts, lateEnds: lateEnds, orphans: outcome.lives.orphans,
                problems: outcome.lives.problems, seconds: (ContinuousClock.now - begun) / .seconds(1))
        } catch {
            for client in [client] + clients.map(\.service) { await client.shutdown() }
            await shared?.abandon()
            _ = await killer.orphans(within: .seconds(1))
            throw error
        }
    }

    private func start(_ shared: SharedQueue?) throws -> ServiceProcess {
        let arguments = ["--listen", listen, "--state", state.path] + plan.serveArguments
        let log = folder.appending(path: "log")
        return try shared?.startService(arguments, log: log) ?? ServiceProcess(arguments: arguments, log: log)
    }

    /// One life after another; the last one goes on.
    private func live(
        book: SubmissionBook, killer: WorkerKiller, numbers: SplitMix64, shared: SharedQueue?
    ) async throws -> Lives {
        var numbers = numbers
        let share = plan.images / (plan.kills + 1)
        var lives = Lives(service: try start(shared), shared: shared)
        for life in 1...max(1, plan.kills) where plan.kills > 0 {
            book.release(share * life)
            let moment = DrillMoment.draw(&numbers, startMilliseconds: startMilliseconds, images: share)
            let service = lives.service
            let workers = try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await killer.run(on: service.id) }
                try await wait(for: moment, service, book)
                group.cancelAll()
                return ProcessTree.children(of: service.id)
            }
            killer.note(workers)
            if service.hasEnded {
                lives.problems.append("life \(life) ended by itself (\(service.ending)): \(service.tail)")
            }
            try await shared?.strike(service)
            let hasListened = (try? String(contentsOf: service.log, encoding: .utf8))?.contains("listening on")
            try await service.kill9()
            lives.kills += 1
            if hasListened != true { lives.killsInStart += 1 }
            lives.orphans += await killer.orphans()
            // A log a life: an old one would tell where the last service listened.
            try? FileManager.default.moveItem(at: service.log, to: folder.appending(path: "log.\(life)"))
            lives.service = try start(shared)
        }
        book.release(plan.images)
        return lives
    }

    private func wait(for moment: DrillMoment, _ service: ServiceProcess, _ book: SubmissionBook) async throws {
        switch moment {
        case .afterStart(let milliseconds):
            try await Task.sleep(for: .milliseconds(milliseconds))
        case .afterAnswers(let count, let milliseconds):
            // Answers that don't come must not stop the drill; what is missing then is seen at its end.
            let goal = min(book.acceptedCount + count, book.now.released)
            let end = ContinuousClock.now + .seconds(30)
            while book.acceptedCount < goal, !service.hasEnded, ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(1))
            }
            try await Task.sleep(for: .milliseconds(milliseconds))
        }
    }
}
