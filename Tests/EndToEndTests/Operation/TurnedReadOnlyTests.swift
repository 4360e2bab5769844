import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// The state folder's file system refuses to be written to while the service runs. (The kernel lets nobody remount it
    /// while the database is open: it turns read-only by itself, after an error.)
    @Suite(.enabled(if: Curl.isAvailable, "needs curl")) struct TurnedReadOnlyTests {
        private func submit(_ url: String) async throws -> Curl {
            try await Curl.run(
                "-H", "Content-Type: image/jpeg", "--data-binary", "@\(Top5Program.sample("alp.jpg").path)",
                "\(url)/v1/jobs")
        }

        /// Jobs that wait, on disk.
        private func fill(_ url: String) async throws -> [String] {
            #expect(await Deadline.poll { (try? await Curl.run("\(url)/readyz"))?.status == 200 })
            #expect(try await Curl.run("-X", "POST", "\(url)/v1/queue/pause").status == 200)
            var accepted: [String] = []
            for _ in 0..<5 {
                let answer = try await submit(url)
                accepted.append(try #require(answer.json["job_id"] as? String, "\(answer.text)"))
            }
            return accepted
        }

        /// That the service tells the truth, and goes on with what can be done.
        private func expectRefusal(_ url: String, _ known: String, words: String, _ server: ServerProcess) async throws
        {
            let refused = try await submit(url)
            #expect(refused.status == 503 && refused.errorCode == "STORE_UNAVAILABLE", "\(refused.text)")
            #expect(refused.headers["retry-after"] != nil && refused.text.contains(words), "\(refused.text)")
            let readiness = try await Curl.run("\(url)/readyz")
            #expect(readiness.status == 503 && readiness.text.contains(words), "\(readiness.text)")
            #expect(try await Curl.run("\(url)/livez").status == 200)
            #expect(try await Curl.run("\(url)/v1/jobs/\(known)").status == 200, "Reading goes on.")
            let metrics = try PrometheusPage(parsing: try await Curl.run("\(url)/metrics").text)
            #expect(metrics.value("top5_ready") == 0 && metrics.value("top5_store_writable") == 0)
            for _ in 0..<3 { #expect(try await submit(url).status == 503) }
            #expect(server.log.components(separatedBy: "The job store fails; trying again").count == 2, "\(server.log)")
            #expect(server.log.contains(words), "\(server.log)")
        }

        private func expectAllDone(_ ids: [String], _ url: String, _ server: ServerProcess) async throws {
            #expect(try await Curl.run("-X", "POST", "\(url)/v1/queue/resume").status == 200)
            for id in ids {
                var job: [String: Any] = [:]
                await Deadline.poll(within: .seconds(60)) {
                    job = (try? await Curl.run("\(url)/v1/jobs/\(id)"))?.json ?? [:]
                    return job["status"] as? String == "succeeded"
                }
                #expect(job["status"] as? String == "succeeded" && job["attempt"] as? Int == 1, "\(job)\n\(server.log)")
            }
            #expect(try await Curl.run("\(url)/v1/jobs").json["total"] as? Int == ids.count)
        }

        @Test(
            .enabled("needs the right to mount ext4 from a file: run it as root") {
                await FragileDisk.isAvailable()
            })
        func nothingIsLostAndTheNextStartGoesOn() async throws {
            let home = try TemporaryFolder("readonly")
            let disk = FragileDisk(at: home.file("state"), image: home.file("image"))
            let server = try await ServerProcess.start(home: home, prefix: disk.prefix)
            let accepted = try await fill(server.address)
            try disk.fail(of: server.id)
            try await expectRefusal(
                server.address, accepted[0], words: "its file system has become read-only", server)
            let page = try PrometheusPage(parsing: try await Curl.run("\(server.address)/metrics").text)
            #expect(page.value("top5_store_failures_total", ["reason": "read_only"]) ?? 0 >= 1)
            #expect(try await server.stop() == .code(0), "\(server.log)")

            let next = try await ServerProcess.start(home: home, prefix: disk.prefix)
            try await expectAllDone(accepted, next.address, next)
            #expect(try await next.stop() == .code(0), "\(next.log)")
        }

        /// Every write to the database is answered by the kernel as on a read-only file system, until it no longer is.
        @Test(
            .enabled("needs strace and the right to trace a program: run it as root") {
                await RefusedWrites.isAvailable()
            })
        func aDiskThatIsWritableAgainNeedsNoRestart() async throws {
            try await RunningService.run { service in
                let accepted = try await fill(service.url)
                let refused = try await RefusedWrites(
                    of: service.server.id, to: service.home.file("state/queue.sqlite").path)
                try await expectRefusal(service.url, accepted[0], words: "cannot be", service.server)
                try await refused.end()
                let isBack = await Deadline.poll(within: .seconds(30)) {
                    (try? await Curl.run("\(service.url)/readyz"))?.status == 200
                }
                #expect(isBack, "\(service.server.log)")
                try await expectAllDone(accepted, service.url, service.server)
                #expect(
                    service.server.log.components(separatedBy: "The job store works again").count == 2,
                    "\(service.server.log)")
            }
        }
    }
}
