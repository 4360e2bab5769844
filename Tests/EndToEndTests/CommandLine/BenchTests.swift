import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// That the bench commands measure what they say; how fast it is, is for a quiet machine to say.
    @Suite struct BenchTests {
        private let home: TemporaryFolder

        init() throws { home = try TemporaryFolder("bench") }

        private func bench(_ arguments: [String]) async throws -> [String: Any] {
            let run = try await Top5Program.run(
                ["bench", arguments[0], "--json"] + arguments.dropFirst(), home: home, within: .seconds(240))
            #expect(run.exit == .code(0), "\(run.errors)")
            return try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any], "\(run.errors)")
        }

        private func number(_ value: Any?, _ path: String...) -> Double {
            let found = path.reduce(value) { ($0 as? [String: Any])?[$1] }
            return (found as? NSNumber)?.doubleValue ?? -1
        }

        @Test func everyPartOfTheServiceIsMeasured() async throws {
            let report = try await bench([
                "service", "--seconds", "0.4", "--connections", "4", "--idle-connections", "5", "--followers", "3",
                "--events-per-second", "50", "--", "--workers", "1",
            ])
            for part in ["accept", "total", "work", "overhead"] { #expect(number(report["idle"], part, "count") > 0) }
            #expect(number(report["idle"], "total", "p50") > number(report["idle"], "work", "p50"))
            #expect(number(report["saturation"], "load", "images_per_second") > 0)
            #expect(number(report["saturation"], "load", "failed") == 0)
            #expect((report["saturation"] as? [String: Any])?["shares"] as? [Double] != nil)
            #expect(number(report["burst"], "accepted_per_second") > 0)
            #expect(number(report["connections"], "open") == 5)
            #expect(number(report["followers"], "left") == 3)
            let rounds = (report["followers"] as? [String: Any])?["rounds"] as? [[String: Any]] ?? []
            #expect(rounds.count == 5)
            for round in rounds {
                #expect(number(round["events_per_second"]) > 0 && number(round["with"], "images_per_second") > 0)
            }
            #expect(number(report["resident_ready"]) > 10e6)
        }

        @Test func aServiceThatRunsIsMeasuredAndGoesOn() async throws {
            try await RunningService.run { service in
                let report = try await bench(["service", "--server", service.url, "--part", "idle", "--seconds", "0.3"])
                #expect(number(report["idle"], "accept", "count") > 0)
                #expect(report["saturation"] == nil && report["resident_ready"] == nil)
                try await service.expectItWorks()
            }
        }

        @Test func ctrlCLeavesNoServiceAndNoFolder() async throws {
            let temporary = home.file("tmp")
            try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
            let bench = try ChildProcess(
                try Top5Program.executable(),
                ["bench", "service", "--part", "saturation", "--no-engine", "--seconds", "300"],
                environment: Top5Program.environment(home: home.url).merging(["TMPDIR": temporary.path]) { $1 })
            #expect(await Deadline.poll(within: .seconds(60)) { bench.errors.contains("round 1 of") })
            bench.kill(SIGINT)
            #expect(try await bench.waitForExit(within: .seconds(20)) == .code(130), "\(bench.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path) == [])
        }

        @Test func theQueueIsMeasuredOnBothStores() async throws {
            let report = try await bench(["queue", "--jobs", "300", "--slots", "8", "--alone", "5"])
            for side in ["sqlite", "redis"] {
                for rate in ["enqueues_per_second", "shared_enqueues_per_second", "jobs_per_second"] {
                    #expect(number(report[side], rate) > 0, "\(side) \(rate)")
                }
                for time in ["answer_to_start", "claim_to_start"] { #expect(number(report[side], time, "count") == 5) }
            }
            #expect(number(report["syncs_per_second"]) > 0 && report["celery"] == nil)
        }

        @Test func aStoreIsFilledAndMeasured() async throws {
            let report = try await bench(["store", "--jobs", "2500", "--repeats", "2"])
            let sides = try #require(report["sides"] as? [[String: Any]])
            #expect(sides.map { number($0["jobs"]) } == [0, 2500])
            for side in sides {
                for step in ["submit", "claim", "finish"] { #expect(number(side[step], "count") == 300) }
                #expect((side["start_ms"] as? [Double])?.count == 5)
            }
            let pages = try #require(sides[1]["pages"] as? [[String: Any]])
            // An empty page has some 50 bytes, a full one 50 jobs.
            for page in pages where ["", "state:failed", "client:ci-3", "penguin"].contains(page["filter"] as? String) {
                #expect(number(page["bytes"]) > 5000, "\(page)")
            }
            for page in pages where ["nowhere", "until:2020-01-01"].contains(page["filter"] as? String) {
                #expect(number(page["bytes"]) < 200, "\(page)")
            }
        }

        @Test func theDashboardIsMeasuredOnATerminal() async throws {
            let report = try await bench([
                "dashboard", "--jobs", "400", "--rate", "50", "--previews", "3", "--seconds", "2.5", "--part", "start",
                "--part", "keys", "--part", "events", "--part", "memory",
            ])
            #expect(number(report["first_frame"], "count") == 20 && number(report["first_frame"], "p50") > 5)
            #expect(number(report["all_keys"], "count") > 80)
            for kind in ["one line down", "a page up", "type a letter", "previous pane", "leave a job", "to the end"] {
                #expect(number(report["keys"], kind, "p50") > 0, "\(kind)")
            }
            #expect(number(report["events"], "latency", "count") == 120)
            #expect(number(report["events"], "bytes_per_second") > 0)
            let memory = try #require(report["memory"] as? [[String: Any]])
            #expect(memory.map { $0["graphics"] as? String } == ["cells", "kitty"])
            for line in memory {
                #expect(number(line["previews"]) == 3)
                #expect(number(line["resident_at_start"]) > 5e6)
                #expect(number(line["peak"]) >= number(line["resident_after_previews"]))
            }
            let verdicts = try #require(report["verdicts"] as? [[String: Any]])
            #expect(verdicts.count == 6 && verdicts.allSatisfy { $0["met"] is Bool })
        }

        @Test(arguments: [
            ["dashboard", "--jobs", "3"], ["dashboard", "--part", "nothing"], ["service", "--seconds", "0"],
            ["service", "--part", "nothing"], ["service", "--connections", "0"],
            ["service", "--server", "http://127.0.0.1:9", "--", "--workers", "1"], ["store", "--jobs", "0"],
        ])
        func wrongUsageIsTwo(arguments: [String]) async throws {
            let run = try await Top5Program.run(["bench"] + arguments, home: home)
            #expect(run.exit == .code(2) && run.output.isEmpty && !run.errors.isEmpty, "\(run.errors)")
        }
    }
}
