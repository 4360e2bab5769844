import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The disk is full, or another program holds the database, while the service runs.
    @Suite struct StoreFaultTests {
        private func count(_ words: String, in server: ServerProcess) -> Int {
            server.log.components(separatedBy: words).count - 1
        }

        private func readiness(_ url: String) async throws -> (status: Int, text: String) {
            let answer = try await Curl.run("\(url)/readyz")
            return (answer.status, answer.text)
        }

        private func submit(_ url: String) async throws -> Curl {
            try await Curl.run(
                "-H", "Content-Type: image/jpeg", "--data-binary", "@\(Top5Program.sample("alp.jpg").path)",
                "\(url)/v1/jobs")
        }

        private func finish(_ ids: [String], _ url: String, _ server: ServerProcess) async throws {
            for id in ids {
                var job = try await Curl.run("\(url)/v1/jobs/\(id)").json
                _ = try await Deadline.poll(within: .seconds(60)) {
                    job = try await Curl.run("\(url)/v1/jobs/\(id)").json
                    return job["status"] as? String == "succeeded"
                }
                #expect(job["status"] as? String == "succeeded", "\(job)\n\(server.log)")
                #expect(job["attempt"] as? Int == 1, "\(job)")
            }
        }

        @Test(
            .enabled("needs the right to mount a file system: run it as root") { await SmallDisk.isAvailable() },
            .enabled(if: Curl.isAvailable, "needs curl"))
        func aFullDiskLosesNothing() async throws {
            let home = try TemporaryFolder("full")
            let disk = SmallDisk(at: home.file("state"), megabytes: 32)
            let server = try await ServerProcess.start(
                home: home, arguments: ["--workers", "1"], prefix: disk.prefix)
            let url = server.address
            let isReady = try await Deadline.poll { try await readiness(url).status == 200 }
            #expect(isReady)

            try disk.fill(of: server.id)
            var accepted: [String] = []
            var refusal: Curl?
            // The write-ahead log has some room of its own.
            for _ in 0..<300 where refusal == nil {
                let answer = try await submit(url)
                if answer.status == 202, let id = answer.json["job_id"] as? String {
                    accepted.append(id)
                } else {
                    refusal = answer
                }
            }
            #expect(
                refusal?.status == 503 && refusal?.errorCode == "STORE_UNAVAILABLE", "\(String(describing: refusal))")
            #expect(refusal?.headers["retry-after"] != nil && refusal?.text.contains("disk is full") == true)
            let full = try await readiness(url)
            #expect(full.status == 503 && full.text.contains("the disk is full. Free some space"), "\(full)")
            let metrics = try PrometheusPage(parsing: try await Curl.run("\(url)/metrics").text)
            #expect(metrics.value("top5_ready") == 0 && metrics.value("top5_store_writable") == 0)
            #expect(metrics.value("top5_store_failures_total", ["reason": "full"]) ?? 0 >= 1)
            #expect(metrics.value("top5_jobs", ["state": "queued"]) != nil, "What can be read is shown.")
            for _ in 0..<3 { #expect(try await submit(url).status == 503) }

            try disk.makeRoom(of: server.id)
            let isBack = try await Deadline.poll(within: .seconds(30)) { try await readiness(url).status == 200 }
            #expect(isBack, "\(server.log)")
            let more = try await submit(url)
            #expect(more.status == 202)
            accepted.append(try #require(more.json["job_id"] as? String))
            try await finish(accepted, url, server)
            #expect(count("The job store fails; trying again", in: server) == 1, "\(server.log)")
            #expect(count("The job store works again", in: server) == 1, "\(server.log)")
            #expect(try await server.stop() == .code(0), "\(server.log)")
        }

        @Test(
            .enabled(if: CommandRun.program("python3") != nil, "needs python3 with SQLite"),
            .enabled(if: Curl.isAvailable, "needs curl"))
        func anotherProgramsLockPasses() async throws {
            let python = try #require(CommandRun.program("python3"))
            try await RunningService.run { service in
                let first = try await service.submit("lemon.jpg").id
                _ = try await service.finished(first)
                let script = """
                    import sqlite3, sys, time
                    db = sqlite3.connect(sys.argv[1], isolation_level=None)
                    db.execute("BEGIN IMMEDIATE")
                    print("locked", flush=True)
                    time.sleep(600)
                    """
                let holder = try ChildProcess(
                    python, ["-c", script, service.home.file("state/queue.sqlite").path])
                let isLocked = await Deadline.poll { !holder.output.isEmpty }
                #expect(isLocked, "\(holder.errors)")
                let refused = try await submit(service.url)
                #expect(refused.status == 503 && refused.errorCode == "STORE_UNAVAILABLE", "\(refused.text)")
                let locked = try await readiness(service.url)
                #expect(locked.status == 503 && locked.text.contains("locked by another program"), "\(locked)")
                #expect(try await Curl.run("\(service.url)/v1/jobs/\(first)").status == 200, "Reading goes on.")
                holder.kill(9)
                let isBack = try await Deadline.poll(within: .seconds(30)) {
                    try await readiness(service.url).status == 200
                }
                #expect(isBack, "\(service.server.log)")
                try await service.expectItWorks()
                #expect(count("The job store fails; trying again", in: service.server) == 1, "\(service.server.log)")
            }
        }
    }
}
