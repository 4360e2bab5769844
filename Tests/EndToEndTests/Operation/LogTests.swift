import API
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What a service writes to its log, as JSON lines.
    @Suite struct LogTests {
        /// Every line but the one for people.
        private func lines(_ server: ServerProcess) throws -> [[String: Any]] {
            try server.log.split(separator: "\n").filter { !$0.hasPrefix("top5: listening on ") }.map { line in
                try #require(
                    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "no object: \(line)")
            }
        }

        private func find(_ message: String, _ server: ServerProcess) throws -> [[String: Any]] {
            try lines(server).filter { $0["message"] as? String == message }
        }

        @Test(.enabled(if: Curl.isAvailable, "needs curl"))
        func aJobsLinesHaveItsRequestAlsoAfterARestart() async throws {
            let home = try TemporaryFolder("log")
            let arguments = ["--log-format", "json", "--workers", "1"]
            let first = try await ServerProcess.start(home: home, arguments: arguments)
            // Paused, so that all of it is left to the second.
            #expect(try await Curl.run("\(first.address)/v1/queue/pause", "-X", "POST").status == 200)
            var requests: [String: String] = [:]
            for number in 0..<20 {
                let answer = try await Curl.run(
                    "-H", "X-Request-Id: req-\(number)", "-H", "X-Client: log-test", "-F",
                    "image=@\(Top5Program.sample("alp.jpg").path)", "\(first.address)/v1/jobs")
                requests[try #require(answer.json["job_id"] as? String)] = "req-\(number)"
            }
            try await first.kill9()
            let second = try await ServerProcess.start(home: home, arguments: arguments)
            #expect(try await Curl.run("\(second.address)/v1/queue/resume", "-X", "POST").status == 200)
            let isDone = try await Deadline.poll(within: .seconds(60)) {
                try find("job finished", first).count + find("job finished", second).count >= 20
            }
            #expect(isDone, "\(second.log)")
            #expect(try await second.stop() == .code(0))
            let accepted = try find("job accepted", first)
            #expect(accepted.count == 20)
            #expect(try !find("job finished", second).isEmpty)
            for line in try accepted + find("job finished", first) + find("job finished", second) {
                let id = try #require(line["job_id"] as? String)
                #expect(line["request_id"] as? String == requests[id], "\(line)")
                #expect(line["client"] as? String == "log-test" && line["level"] as? String == "info")
            }
            #expect(accepted.allSatisfy { ($0["bytes"] as? Int ?? 0) > 1000 })
            let finished = try find("job finished", second)
            #expect(finished.allSatisfy { $0["outcome"] as? String == "succeeded" && $0["inferring_ms"] is Double })
        }

        @Test(.enabled(if: Curl.isAvailable, "needs curl"))
        func hostileNamesAndSecretsStayOut() async throws {
            let home = try TemporaryFolder("log")
            let server = try await ServerProcess.start(
                home: home, arguments: ["--log-format", "json", "--log-level", "debug"])
            let broken = home.file("broken.jpg")
            let whole = try Data(contentsOf: Top5Program.sample("alp.jpg"))
            var bytes = whole.prefix(whole.count / 2)
            bytes.append(Data(repeating: 0xFF, count: 40))
            bytes.replaceSubrange(1000..<bytes.count, with: Data(repeating: 0xFF, count: bytes.count - 1000))
            try bytes.write(to: broken)
            let answer = try await Curl.run(
                "-H", "Content-Type: image/jpeg", "-H", "Authorization: Bearer TOPSECRET", "-H",
                "X-Request-Id: req-1", "-H",
                "X-Image-Name: a%0A%7B%22level%22%3A%22critical%22%7D%0D%1B%5B31m%E2%80%AEgpj.jpg", "--data-binary",
                "@\(broken.path)", "\(server.address)/v1/jobs")
            let id = try #require(answer.json["job_id"] as? String, "\(answer.text)")
            let isDone = try await Deadline.poll { try !find("job finished", server).isEmpty }
            #expect(isDone, "\(server.log)")
            let refused = try await Curl.run("-H", "X-Request-Id: req-2", "\(server.address)/v1/jobs?limit=%0A0")
            #expect(refused.status == 400)
            #expect(try await server.stop() == .code(0))

            #expect(!server.log.contains("TOPSECRET"))
            #expect(!server.log.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
            #expect(try lines(server).allSatisfy { $0["level"] as? String != "critical" })
            let finished = try #require(try find("job finished", server).first)
            #expect(finished["job_id"] as? String == id && finished["request_id"] as? String == "req-1")
            #expect(finished["outcome"] as? String == "failed" && finished["code"] as? String == "UNREADABLE_IMAGE")
            let line = try #require(
                try find("request answered", server).first { $0["request_id"] as? String == "req-2" })
            #expect(line["status"] as? Int == 400 && line["level"] as? String == "info")
            #expect(line["code"] as? String == "INVALID_REQUEST")
            #expect(server.log.utf8.count < 20_000, "No image is in there.")
        }
    }
}
