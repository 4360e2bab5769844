import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `top5 drill`: the service, killed again and again.
    @Suite struct ServiceDrillTests {
        private let home: TemporaryFolder
        private let temporary: URL

        init() throws {
            home = try TemporaryFolder("drill")
            temporary = home.file("tmp")
            try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        }

        private var environment: [String: String] {
            Top5Program.environment(home: home.url).merging(["TMPDIR": temporary.path]) { $1 }
        }

        /// Folders and services that a drill has left.
        private func leftOvers() throws -> [String] {
            let files = try FileManager.default.contentsOfDirectory(atPath: temporary.path)
            let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
                guard Int(name) != nil, let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") else {
                    return false
                }
                return String(decoding: line, as: UTF8.self).contains(temporary.path)
            }
            return files + processes
        }

        /// A drill that has to pass; its report.
        private func pass(_ arguments: [String], within limit: Duration) async throws -> [String: Any] {
            let run = try await CommandRun.of(
                try Top5Program.executable(), ["drill", "service", "--json"] + arguments, environment: environment,
                within: limit)
            let report = try #require(
                try JSONSerialization.jsonObject(with: run.output) as? [String: Any], "\(run.errors)")
            #expect(run.exit == .code(0), "\(run.text)\n\(run.errors)")
            for key in ["lost", "finished_twice", "stored_twice", "mixed_up", "unheard", "refused", "orphans"] {
                #expect(report[key] as? Int == 0, "\(key) in \(run.text)")
            }
            let failed = (report["failed"] as? [String: Int])?.values.reduce(0, +) ?? -1
            #expect((report["succeeded"] as? Int ?? -1) + failed == report["accepted"] as? Int, "\(run.text)")
            #expect(try leftOvers() == [])
            return report
        }

        @Test func tenRoundsOfKillsLoseNothingAndFinishNothingTwice() async throws {
            let report = try await pass(
                ["--rounds", "10", "--images", "40", "--seed", "11"], within: .seconds(400))
            func number(_ key: String) -> Int { report[key] as? Int ?? -1 }
            #expect(number("rounds") == 10 && number("accepted") == 400 && number("service_kills") == 30)
            // Kills that hit nothing prove nothing.
            #expect(number("repeated_attempts") > 0 && number("lost_answers") > 0, "\(report)")
        }

        /// The service is killed as before, and so are the processes that it has decode and infer.
        @Test func workerProcessesAreKilledToo() async throws {
            let report = try await pass(
                ["--rounds", "5", "--images", "40", "--seed", "12", "--", "--worker-processes", "2"],
                within: .seconds(400))
            func number(_ key: String) -> Int { report[key] as? Int ?? -1 }
            #expect(number("rounds") == 5 && number("accepted") == 200 && number("service_kills") == 15)
            #expect(number("worker_kills") > 0 && number("repeated_attempts") > 0, "\(report)")
        }

        /// A queue in Redis: Redis and the workers are killed too, and processes are frozen and cut off past their lease.
        @Test func aSharedQueueOutlivesKillsFreezesAndCuts() async throws {
            let report = try await pass(
                ["--queue", "redis", "--rounds", "10", "--images", "40", "--seed", "13"], within: .seconds(600))
            func number(_ key: String) -> Int { report[key] as? Int ?? -1 }
            #expect(number("rounds") == 10 && number("accepted") == 400 && number("service_kills") == 30)
            #expect(number("worker_kills") > 0 && number("redis_kills") > 0 && number("freezes") > 0, "\(report)")
            #expect(number("repeated_attempts") > 0, "\(report)")
            if let reason = report["not_cut_because"] {
                print("no network was cut: \(reason)")
            } else {
                #expect(number("network_cuts") > 0, "\(report)")
            }
        }

        /// A Redis that is somebody's: it goes on, and nothing of the drill stays in it.
        @Test func aGivenServerIsLeftAsItWas() async throws {
            let server = try RedisServerProcess()
            let report = try await pass(
                ["--queue", "redis+unix://\(server.socket)", "--rounds", "2", "--images", "20", "--seed", "14"],
                within: .seconds(200))
            #expect(report["rounds"] as? Int == 2 && report["redis_kills"] as? Int == 0, "\(report)")
            #expect(try server.tell("DBSIZE") == "0")
        }

        @Test func ctrlCLeavesNoProcessAndNoFolder() async throws {
            let drill = try ChildProcess(
                try Top5Program.executable(), ["drill", "service", "--rounds", "1000"], environment: environment)
            #expect(await Deadline.poll(within: .seconds(60)) { drill.errors.contains("round 1 of") })
            drill.kill(SIGINT)
            let exit = try await drill.waitForExit(within: .seconds(30))
            #expect(exit == .code(130), "\(drill.errors)")
            #expect(drill.output.isEmpty)
            let isClean = try await Deadline.poll { try leftOvers() == [] }
            #expect(isClean, "\(try? leftOvers())")
        }

        @Test(arguments: [["--rounds", "0"], ["--clients", "65"], ["--kills", "-1"]])
        func wrongUsageIsTwo(arguments: [String]) async throws {
            let run = try await Top5Program.run(["drill", "service"] + arguments, home: home)
            #expect(run.exit == .code(2) && run.output.isEmpty, "\(run.errors)")
            #expect(run.errors.contains(arguments[0]))
        }

        /// A service that never starts is an error with its own words, not a drill without a finding.
        @Test func aServiceThatDoesNotStartIsTold() async throws {
            let run = try await CommandRun.of(
                try Top5Program.executable(), ["drill", "service", "--rounds", "1", "--", "--model", "nobody"],
                environment: environment, within: .seconds(60))
            #expect(run.exit == .code(1) && run.errors.contains("nobody"), "\(run.errors)")
            #expect(try leftOvers() == [])
        }
    }
}
