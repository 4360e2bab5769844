import API
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct QueueCopyCommandTests {
        private let home: TemporaryFolder
        private let server: RedisServerProcess

        init() throws {
            home = try TemporaryFolder("copy")
            server = try RedisServerProcess()
        }

        private func copy(
            _ from: String, _ to: String
        ) async throws -> (text: String, errors: String, exit: ChildProcess.Exit) {
            let run = try await Top5Program.run(
                ["queue", "copy", "--from", from, "--to", to], home: home, within: .seconds(60))
            return (String(decoding: run.output, as: UTF8.self), run.errors, run.exit)
        }

        private func sums(_ text: String) -> [Substring] {
            text.split(separator: "\n").filter { $0.hasPrefix("sum of") }.compactMap { $0.split(separator: " ").last }
        }

        @Test func jobsGoFromAServicesFileIntoRedisAndBackIntoAnotherFile() async throws {
            let (first, last) = ("sqlite:" + home.file("first.db").path, "sqlite:" + home.file("last.db").path)
            let redis = "redis+unix://\(server.socket)"
            try await RunningService.run(arguments: ["--queue", first]) { service in
                let job = try await service.finished(try await service.submit("lemon.jpg", topK: 2).id)
                #expect(job.status == .succeeded)
                let early = try await copy(first, redis)
                #expect(early.exit == .code(1) && early.errors.contains("is in use by process"), "\(early)")
            }
            for (from, to) in [(first, redis), (redis, last)] {
                let done = try await copy(from, to)
                #expect(done.text.contains("jobs copied") && sums(done.text).count == 2, "\(done)")
                #expect(Set(sums(done.text)).count == 1, "\(done)")
            }
            try await RunningService.run(arguments: ["--queue", last]) { service in
                let list = try await Curl.run("\(service.url)/v1/jobs")
                #expect(list.json["total"] as? Int == 1 && list.text.contains("lemon"), "\(list.text)")
            }
        }

        @Test func aFileThatIsNotThereIsNotMade() async throws {
            let missing = home.file("missing.db").path
            let refused = try await copy("sqlite:\(missing)", "sqlite:\(home.file("b.db").path)")
            #expect(refused.errors.contains("There is no queue at '\(missing)'"), "\(refused)")
            #expect(!FileManager.default.fileExists(atPath: missing))
        }
    }
}
