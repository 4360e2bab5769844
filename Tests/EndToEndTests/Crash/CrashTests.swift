import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// An accepted job outlives the process that accepted it.
    @Suite struct CrashTests {
        /// Submits until the service is gone or `count` pictures were tried, eight at a time.
        private func submit(_ count: Int, to client: HTTPServiceClient) async -> [String] {
            let names = ["lemon.jpg", "goldfish.jpg", "banana.png", "alp.jpg"]
            return await withTaskGroup(of: String?.self) { group in
                var accepted: [String] = []
                func add(_ index: Int) {
                    group.addTask {
                        let name = names[index % names.count]
                        return try? await client.submit(
                            ImageUpload(source: .file(path: Top5Program.sample(name).path), name: name)
                        ).id
                    }
                }
                for index in 0..<min(8, count) { add(index) }
                var next = 8
                while let id = await group.next() {
                    if let id { accepted.append(id) }
                    if next < count { add(next) }
                    next += 1
                }
                return accepted
            }
        }

        private func finishAll(_ ids: [String], client: HTTPServiceClient, server: ServerProcess) async throws -> [Job]
        {
            var jobs: [String: Job] = [:]
            // A killed worker's lease has to run out (30 s) before its job can be claimed again.
            let isDone = try await Deadline.poll(within: .seconds(120)) {
                for id in ids where jobs[id]?.status.isFinished != true { jobs[id] = try await client.job(id) }
                return ids.allSatisfy { jobs[$0]?.status.isFinished == true }
            }
            #expect(isDone, "unfinished: \(jobs.values.filter { !$0.status.isFinished })\n\(server.log)")
            return ids.compactMap { jobs[$0] }
        }

        @Test func everyAcceptedJobFinishesOnceAfterAKill() async throws {
            let home = try TemporaryFolder("crash")
            let listen = "unix:\(home.file("s").path)"
            let first = try await ServerProcess.start(home: home, listen: listen, arguments: ["--workers", "1"])
            let client = HTTPServiceClient(
                try ServiceAddress(first.address), backoff: Backoff(shortest: 0.05, longest: 0.2))
            let recorder = EventRecorder()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await recorder.follow(client) }

                let accepted = await submit(40, to: client)
                #expect(accepted.count == 40)
                let hasBegun = await Deadline.poll { !recorder.finishes.isEmpty }
                #expect(hasBegun)
                try await first.kill9()
                let before = recorder.finishes
                #expect(before.count < accepted.count, "all work was done before the kill; it shows nothing")

                let second = try await ServerProcess.start(home: home, listen: listen, arguments: ["--workers", "2"])
                let jobs = try await finishAll(accepted, client: client, server: second)
                #expect(jobs.count == 40)
                for job in jobs {
                    #expect(job.status == .succeeded, "\(job)")
                    #expect((1...2).contains(job.attempt), "\(job.id) took \(job.attempt) attempts")
                    #expect(job.prediction?.count == 5)
                }
                // What was finished before is exactly as it was: nothing was done twice.
                for (id, seen) in before {
                    #expect(jobs.first { $0.id == id } == seen.last)
                }
                let hasSeenAll = await Deadline.poll { recorder.finishes.count >= accepted.count }
                #expect(hasSeenAll)
                for job in jobs {
                    let finishes = recorder.finishes[job.id] ?? []
                    #expect(finishes.count == 1, "\(job.id) finished \(finishes.count) times")
                    #expect(finishes.first?.revision == job.revision, "\(job.id) changed after it had finished")
                }
                #expect(recorder.disconnects > 0)
                #expect(recorder.sequences == recorder.sequences.sorted())
                #expect(Set(recorder.sequences).count == recorder.sequences.count)
                let list = try await client.jobs(JobListQuery(limit: 500))
                #expect(list.total == 40)

                group.cancelAll()
                await client.shutdown()
                let exit = try await second.stop()
                #expect(exit == .code(0))
            }
        }

        @Test func whatWasAcceptedDuringTheKillIsKept() async throws {
            let home = try TemporaryFolder("crash")
            let first = try await ServerProcess.start(home: home, arguments: ["--workers", "1"])
            let accepted = try await HTTPServiceClient.withClient(ServiceAddress(first.address)) { client in
                try await withThrowingTaskGroup(of: [String].self) { group in
                    group.addTask { await submit(400, to: client) }
                    let isUnderWay = try await Deadline.poll {
                        try await client.jobs(JobListQuery(limit: 1)).total >= 30
                    }
                    #expect(isUnderWay)
                    try await first.kill9()
                    return try await group.next() ?? []
                }
            }
            #expect((20..<400).contains(accepted.count), "\(accepted.count) accepted: the kill was not among them")
            let second = try await ServerProcess.start(home: home)
            try await HTTPServiceClient.withClient(ServiceAddress(second.address)) { client in
                let jobs = try await finishAll(accepted, client: client, server: second)
                #expect(jobs.allSatisfy { $0.status == .succeeded })
                // Answers that were under way may be lost, the jobs behind them not more than those eight.
                let total = try await client.jobs(JobListQuery(limit: 1)).total
                #expect((accepted.count...(accepted.count + 8)).contains(total))
            }
            let exit = try await second.stop()
            #expect(exit == .code(0))
        }

        @Test func sigtermWhileJobsRunEndsCleanlyAndLosesNothing() async throws {
            let home = try TemporaryFolder("term")
            let listen = "unix:\(home.file("s").path)"
            let first = try await ServerProcess.start(home: home, listen: listen, arguments: ["--workers", "1"])
            #expect(first.address == listen)
            let client = HTTPServiceClient(
                try ServiceAddress(first.address), backoff: Backoff(shortest: 0.05, longest: 0.2))
            let recorder = EventRecorder()
            try await withThrowingTaskGroup(of: Void.self) { group in
                // An open event stream must not hold the shutdown up.
                group.addTask { await recorder.follow(client) }
                let accepted = await submit(60, to: client)
                #expect(accepted.count == 60)
                let exit = try await first.stop(within: .seconds(25))
                #expect(exit == .code(0), "\(first.log)")
                #expect(!FileManager.default.fileExists(atPath: home.file("s").path), "the socket was left behind")
                let before = recorder.finishes

                let second = try await ServerProcess.start(home: home, listen: listen)
                let jobs = try await finishAll(accepted, client: client, server: second)
                for job in jobs {
                    #expect(job.status == .succeeded)
                    if let seen = before[job.id]?.last { #expect(seen == job) }
                }
                group.cancelAll()
                await client.shutdown()
                let end = try await second.stop()
                #expect(end == .code(0))
            }
        }
    }
}
