import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `top5 worker --model NAME` on a machine that does not have that model.
    @Suite struct WorkerModelsTests {
        private let bench: ModelBench
        private let server: RedisServerProcess

        init() throws {
            bench = try ModelBench()
            server = try RedisServerProcess()
        }

        private func worker(_ model: String, catalog: String) throws -> ChildProcess {
            try ChildProcess(
                try Top5Program.executable(),
                ["worker", "--queue", "redis+unix://\(server.socket)", "--model", model, "--catalog", catalog],
                environment: bench.environment)
        }

        @Test func aModelThatIsMissingIsFetchedFirst() async throws {
            let catalog = try bench.pullArguments()[2]
            let worker = try worker("colours", catalog: catalog)
            #expect(await Deadline.poll(within: .seconds(60)) { worker.errors.contains("takes jobs of colours@1") })
            try bench.expectThePackage()
            worker.kill(SIGTERM)
            #expect(try await worker.waitForExit(within: .seconds(30)) == .code(0), "\(worker.errors)")
        }

        @Test func oneWithAWrongSumIsNotWorkedWith() async throws {
            let catalog = try bench.pullArguments(sum: String(repeating: "0", count: 64))[2]
            let worker = try worker("colours@1", catalog: catalog)
            #expect(try await worker.waitForExit(within: .seconds(60)) == .code(1), "\(worker.errors)")
            #expect(worker.errors.contains("DOWNLOAD_WRONG_SUM"), "\(worker.errors)")
        }

        @Test(arguments: [("nobody", "nobody"), ("colours@2", "the catalogue has colours@1")])
        func oneThatIsNowhereIsSaid(model: String, words: String) async throws {
            let worker = try worker(model, catalog: try bench.pullArguments()[2])
            #expect(try await worker.waitForExit(within: .seconds(60)) == .code(2), "\(worker.errors)")
            #expect(worker.errors.contains(words), "\(worker.errors)")
        }
    }
}
