import API
import Client
import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// `serve --worker-processes` with real crashes, hangs and kills of real processes.
    @Suite struct WorkerProcessTests {
        /// In a picture with these bytes at its end, a worker meets the fault that a test asks for.
        private static let mark = "MEET-A-FAULT"

        private static func run(
            _ processes: Int = 2, fault: String? = nil, timeout: Int = 60, _ body: (RunningService) async throws -> Void
        ) async throws {
            try await RunningService.run(
                arguments: ["--worker-processes", "\(processes)", "--worker-timeout", "\(timeout)"],
                environment: fault.map { ["TOP5_WORKER_FAULT": $0] } ?? [:], body)
        }

        private static func submitMarked(_ service: RunningService) async throws -> Job {
            let file = service.home.file("marked.jpg")
            try (Data(contentsOf: Top5Program.sample("lemon.jpg")) + Data(mark.utf8)).write(to: file)
            return try await service.client.submit(
                ImageUpload(source: .file(path: file.path), name: "marked.jpg", model: nil, topK: nil))
        }

        private static func processes(_ service: RunningService) async throws -> WorkerProcessCounts {
            try #require(try await service.client.stats().workers.processes)
        }

        private static func untilUp(_ count: Int, _ service: RunningService) async throws {
            let isUp = try await Deadline.poll { try await processes(service).up == count }
            #expect(isUp, "\(service.server.log)")
        }

        private static let samples = [
            "alp.jpg", "banana.png", "goldfish.jpg", "jellyfish.jpg", "ladybug.jpg", "lemon.jpg", "monarch.jpg",
            "orange.jpg",
        ]

        private static func answers(_ service: RunningService) async throws -> [[Prediction]] {
            var ids: [String] = []
            for name in samples { ids.append(try await service.submit(name, topK: 200).id) }
            var answers: [[Prediction]] = []
            for id in ids { answers.append(try await service.finished(id).prediction ?? []) }
            return answers
        }

        @Test(arguments: [1, 2]) func resultsAreTheSameToTheBit(processes: Int) async throws {
            var here: [[Prediction]] = []
            var there: [[Prediction]] = []
            try await RunningService.run { here = try await Self.answers($0) }
            try await Self.run(processes) { service in
                there = try await Self.answers(service)
                try await Self.untilUp(processes, service)
                #expect(ProcessTree.children(of: service.server.id).count == processes)
            }
            #expect(here.allSatisfy { $0.count == 200 } && here.count == Self.samples.count)
            #expect(here == there)
        }

        @Test func anImageThatCrashesItsWorkerFailsAfterThreeAttemptsAndHarmsNoOther() async throws {
            try await Self.run(fault: "crash:\(Self.mark)") { service in
                let poison = try await Self.submitMarked(service)
                var others: [String] = []
                for name in Self.samples { others.append(try await service.submit(name).id) }
                let failed = try await service.finished(poison.id)
                #expect(failed.status == .failed && failed.attempt == 3)
                #expect(failed.error?.code == "WORKER_CRASHED" && failed.error?.step == .decoding)
                let message = try #require(failed.error?.message)
                #expect(
                    message.hasPrefix("The worker process was killed by SIGSEGV while decoding; attempt 3 of 3."),
                    "\(message)")
                for id in others {
                    let job = try await service.finished(id)
                    #expect(job.status == .succeeded && job.attempt == 1, "\(job)")
                }
                #expect(try await Self.processes(service).ended == 3)
                try await service.expectItWorks()
                // The same picture as a preview: the request fails, the service does not.
                if Curl.isAvailable {
                    let preview = try await Curl.run("\(service.url)/v1/jobs/\(poison.id)/image?fit=64")
                    #expect(preview.status == 500 && preview.errorCode == "WORKER_CRASHED", "\(preview.text)")
                    try await service.expectItWorks()
                }
            }
        }

        @Test func whatCrashedWaitsForItsNextAttemptAndSaysHowLong() async throws {
            try await Self.run(1, fault: "crash:\(Self.mark)") { service in
                let poison = try await Self.submitMarked(service)
                let patience = ContinuousClock.now + .seconds(20)
                var waits: [TimeInterval] = []
                while ContinuousClock.now < patience {
                    let job = try await service.client.job(poison.id)
                    if let waiting = job.waiting, let until = waiting.until, let end = job.attempts?.last?.endedAt {
                        #expect(waiting.known == .retry && waiting.behind == nil && job.status == .queued)
                        let wait = (until.timeIntervalSince(end) * 1000).rounded() / 1000
                        if waits.last != wait { waits.append(wait) }
                    }
                    if job.status.isFinished { break }
                    try await Task.sleep(for: .milliseconds(20))
                }
                #expect(waits == [1, 2], "Twice as long after the second attempt.")
                let failed = try await service.finished(poison.id)
                let ends = (failed.attempts ?? []).map(\.endedAt)
                let starts = (failed.attempts ?? []).compactMap(\.startedAt)
                #expect(starts.count == 3 && ends.count == 3)
                #expect(zip(ends, starts.dropFirst()).map { $1.timeIntervalSince($0) }.allSatisfy { $0 >= 1 })
            }
        }

        @Test func aHangIsEndedByTheTimeLimit() async throws {
            try await Self.run(1, fault: "hang:\(Self.mark)", timeout: 1) { service in
                let job = try await service.finished(try await Self.submitMarked(service).id)
                #expect(job.status == .failed && job.attempt == 3 && job.error?.code == "WORKER_CRASHED")
                let message = try #require(job.error?.message)
                #expect(message.contains("not done within 1 s while decoding"), "\(message)")
                try await service.expectItWorks()
            }
        }

        @Test(arguments: [(SIGKILL, "SIGKILL"), (SIGSEGV, "SIGSEGV")])
        func aKillFromOutsideCostsOneAttempt(signal: Int32, name: String) async throws {
            try await Self.run(1, fault: "hang:\(Self.mark)") { service in
                let job = try await Self.submitMarked(service)
                for attempt in 1...3 {
                    let isAtWork = try await Deadline.poll {
                        let now = try await service.client.job(job.id)
                        return now.attempt == attempt && now.progress?.step == .decoding
                    }
                    #expect(isAtWork, "\(service.server.log)")
                    let child = try #require(ProcessTree.children(of: service.server.id).first)
                    kill(child, signal)
                }
                let failed = try await service.finished(job.id)
                #expect(failed.error?.code == "WORKER_CRASHED" && failed.attempt == 3)
                #expect(failed.error?.message.contains("was killed by \(name)") == true, "\(failed)")
                try await service.expectItWorks()
            }
        }

        @Test func killsUnderLoadLoseNothing() async throws {
            try await Self.run { service in
                try await Self.untilUp(2, service)
                var ids: [String] = []
                for round in 0..<5 {
                    for name in Self.samples { ids.append(try await service.submit(name).id) }
                    let children = ProcessTree.children(of: service.server.id)
                    if let child = children.randomElement() { kill(child, round.isMultiple(of: 2) ? SIGKILL : SIGSEGV) }
                }
                for id in ids {
                    let job = try await service.finished(id)
                    #expect(job.status == .succeeded && job.attempt <= 3, "\(job)")
                }
                #expect(try await Self.processes(service).ended >= 1)
            }
        }

        @Test func aCancelledJobIsNotHeldUpByItsWorkerAndNotBlamed() async throws {
            try await Self.run(1, fault: "hang:\(Self.mark)") { service in
                let job = try await Self.submitMarked(service)
                let isAtWork = try await Deadline.poll {
                    try await service.client.job(job.id).progress?.step == .decoding
                }
                #expect(isAtWork)
                _ = try await service.client.cancel(job.id)
                let cancelled = try await service.finished(job.id)
                #expect(cancelled.status == .cancelled && cancelled.error == nil)
                try await service.expectItWorks()
            }
        }

        @Test func theEndOfTheServiceIsTheEndOfItsWorkers() async throws {
            let home = try TemporaryFolder("orphans")
            let server = try await ServerProcess.start(
                home: home, arguments: ["--worker-processes", "2"],
                environment: ["TOP5_WORKER_FAULT": "hang:\(Self.mark)"])
            let children = try await Self.hangOne(server, home)
            // One of them is stopped as well: not even that may keep it.
            if let child = children.first { kill(child, SIGSTOP) }
            try await server.kill9()
            let areGone = await Deadline.poll(within: .seconds(1)) { !children.contains { ProcessTree.isAlive($0) } }
            #expect(children.count == 2 && areGone)
        }

        @Test func aSecondSignalGivesTheJobBackAndEndsTheWorkers() async throws {
            let home = try TemporaryFolder("second")
            let server = try await ServerProcess.start(
                home: home, arguments: ["--worker-processes", "2"],
                environment: ["TOP5_WORKER_FAULT": "hang:\(Self.mark)"])
            let children = try await Self.hangOne(server, home)
            server.signal(SIGTERM)
            // Two at once would be one.
            let isHeard = await Deadline.poll { server.exit != nil || server.log.contains("shutting down") }
            #expect(isHeard)
            let exit = try await server.stop(within: .seconds(15))
            #expect(exit == .code(0), "\(server.log)")
            #expect(!children.contains { ProcessTree.isAlive($0) })
            let next = try await ServerProcess.start(home: home, arguments: ["--worker-processes", "1"])
            try await HTTPServiceClient.withClient(ServiceAddress(next.address)) { client in
                var job: Job?
                let isDone = try await Deadline.poll {
                    job = try await client.jobs(JobListQuery(limit: 1)).jobs.first
                    return job?.status.isFinished == true
                }
                #expect(isDone && job?.status == .succeeded && job?.attempt == 1, "\(String(describing: job))")
            }
            let end = try await next.stop()
            #expect(end == .code(0))
        }

        /// - Returns: the workers, one of which hangs.
        private static func hangOne(_ server: ServerProcess, _ home: TemporaryFolder) async throws -> [Int32] {
            try await HTTPServiceClient.withClient(ServiceAddress(server.address)) { client in
                let service = RunningService(server: server, client: client, home: home)
                try await untilUp(2, service)
                let job = try await submitMarked(service)
                let isAtWork = try await Deadline.poll { try await client.job(job.id).progress?.step == .decoding }
                #expect(isAtWork)
            }
            return ProcessTree.children(of: server.id)
        }

        @Test func signalsForTheWholeGroupLeaveTheWorkersToTheService() async throws {
            try await Self.run { service in
                try await Self.untilUp(2, service)
                for child in ProcessTree.children(of: service.server.id) {
                    for signal in [SIGTERM, SIGINT, SIGHUP] { kill(child, signal) }
                }
                try await service.expectItWorks()
                #expect(try await Self.processes(service) == WorkerProcessCounts(configured: 2, up: 2, ended: 0))
            }
        }

        @Test(.enabled(if: Curl.isAvailable, "needs curl"))
        func workersThatDieAtTheirStartAreSaidOnceAndWithTheReason() async throws {
            try await Self.run(1, fault: "crash:") { service in
                let isTriedAgain = try await Deadline.poll { try await Self.processes(service).ended >= 3 }
                #expect(isTriedAgain)
                let ready = try await Curl.run("\(service.url)/readyz")
                #expect(ready.status == 503, "\(ready.text)")
                #expect(ready.text.contains("Worker process 1 was killed by SIGSEGV at its start"), "\(ready.text)")
                let lines = service.server.log.split(separator: "\n").filter { $0.contains("SIGSEGV") }
                #expect(lines.count == 1, "\(service.server.log)")
                let alive = try await Curl.run("\(service.url)/livez")
                #expect(alive.status == 200)
            }
        }

        @Test(arguments: [
            ["--worker-processes", "-1"], ["--worker-processes", "65"], ["--worker-processes", "many"],
        ])
        func aCountThatIsNoneIsRefused(arguments: [String]) async throws {
            let home = try TemporaryFolder("count")
            let run = try await Top5Program.run(["serve", "--listen", "127.0.0.1:0"] + arguments, home: home)
            #expect(run.exit == .code(2), "\(run.errors)")
        }

        @Test func aWorkerIsNoCommandForPeople() async throws {
            let home = try TemporaryFolder("alone")
            let run = try await Top5Program.run(["worker-process", "--parent", "1", "--threads", "1"], home: home)
            #expect(run.exit == .code(2) && run.errors.contains("--worker-processes"), "\(run.errors)")
        }
    }
}
