import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// `top5 models pull`: a whole model, or nothing.
    @Suite struct ModelsPullTests {
        private let bench: ModelBench

        init() throws { bench = try ModelBench() }

        @Test func aModelIsFetchedOnce() async throws {
            let run = try await bench.models(bench.pullArguments())
            #expect(run.exit == .code(0), "\(run.errors)")
            #expect(run.output.isEmpty, "standard output belongs to results")
            #expect(run.errors.contains("The default model is now colours@1"), "\(run.errors)")
            try bench.expectThePackage()
            let again = try await bench.models(bench.pullArguments("nowhere"))
            #expect(again.exit == .code(0) && again.errors.contains("colours@1 is here already"), "\(again.errors)")
            let list = try await bench.models([])
            #expect(list.text.contains("* colours@1"), "\(list.text)")
        }

        @Test func aConnectionThatIsCutIsGoneOnWith() async throws {
            let run = try await bench.models(bench.pullArguments("cut/colours.onnx"))
            #expect(run.exit == .code(0), "\(run.errors)")
            try bench.expectThePackage()
            #expect(bench.server.requests.contains { $0.hasPrefix("/cut/colours.onnx bytes=") })
            #expect(run.errors.contains("Going on in a moment"))
        }

        @Test func aWrongSumLeavesNothingToUse() async throws {
            let wrong = String(repeating: "0", count: 64)
            let run = try await bench.models(bench.pullArguments(sum: wrong))
            #expect(run.exit == .code(1))
            #expect(run.errors.contains("DOWNLOAD_WRONG_SUM") && run.errors.contains(wrong), "\(run.errors)")
            #expect(bench.names == [".pull-colours@1"])
            #expect(!FileManager.default.fileExists(atPath: bench.part.path))
            let list = try await bench.models(["list", "--json"])
            #expect(!list.text.contains("colours"))
        }

        @Test(arguments: [
            ("nowhere", "404"), ("endless/colours.onnx", "WRONG_SIZE"), ("mute/colours.onnx", "within 1 s"),
        ])
        func aFailedDownloadIsSaid(path: String, word: String) async throws {
            let run = try await bench.models(bench.pullArguments(path) + ["--time", "1"])
            #expect(run.exit == .code(1))
            #expect(run.errors.contains(word), "\(run.errors)")
            #expect(!FileManager.default.fileExists(atPath: bench.package.path))
        }

        private func start(_ arguments: [String]) throws -> ChildProcess {
            try ChildProcess(
                Top5Program.executable(), ["models"] + arguments, environment: bench.environment,
                folder: bench.home.url)
        }

        private func partHasBegun() async -> Bool {
            await Deadline.poll {
                let facts = try? FileManager.default.attributesOfItem(atPath: bench.part.path)
                return ((facts?[.size] as? NSNumber)?.intValue ?? 0) > 0
            }
        }

        @Test func aKilledDownloadIsGoneOnWith() async throws {
            let arguments = try bench.pullArguments("hang/colours.onnx")
            let first = try start(arguments)
            #expect(await partHasBegun(), "\(first.errors)")
            first.kill(SIGKILL)
            #expect(try await first.waitForExit() == .signal(SIGKILL))
            let second = try await bench.models(arguments)
            #expect(second.exit == .code(0), "\(second.errors)")
            try bench.expectThePackage()
            #expect(bench.server.requests.contains("/hang/colours.onnx bytes=100-"), "\(bench.server.requests)")
        }

        @Test func aSecondPullWaitsForTheFirstAndTakesOverWhenItDies() async throws {
            let arguments = try bench.pullArguments("hang/colours.onnx")
            let first = try start(arguments)
            #expect(await partHasBegun(), "\(first.errors)")
            let second = try start(arguments)
            #expect(await Deadline.poll { second.errors.contains("another top5 is fetching colours") })
            first.kill(SIGKILL)
            #expect(try await second.waitForExit() == .code(0), "\(second.errors)")
            try bench.expectThePackage()
        }

        @Test func manyPullsAtOnceMakeOnePackage() async throws {
            let arguments = try bench.pullArguments()
            let pulls = try (0..<4).map { _ in try start(arguments) }
            for pull in pulls { #expect(try await pull.waitForExit() == .code(0), "\(pull.errors)") }
            try bench.expectThePackage()
            #expect(bench.server.requests.filter { $0.hasPrefix("/colours.onnx") }.count == 1)
        }

        @Test func aDamagedModelIsFetchedAgainAlsoFromAnOldFolder() async throws {
            let old = bench.models.appending(path: "colours")
            try FileManager.default.createDirectory(at: bench.models, withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: ModelBench.fixtures.appending(path: "colours"), to: old)
            let here = try await bench.models(bench.pullArguments())
            #expect(here.errors.contains("is here already, in \(old.path)"), "\(here.errors)")
            let handle = try FileHandle(forWritingTo: old.appending(path: "colours.onnx"))
            try handle.write(contentsOf: Data("damaged".utf8))
            try handle.close()
            let run = try await bench.models(bench.pullArguments())
            #expect(run.exit == .code(0) && run.errors.contains("Fetching it again"), "\(run.errors)")
            try bench.expectThePackage()
        }

        @Test func anUnknownNameIsRefusedBeforeAnythingIsFetched() async throws {
            let run = try await bench.models(bench.pullArguments() + ["alexnet"])
            #expect(run.exit == .code(2))
            #expect(run.errors.contains("alexnet") && run.errors.contains("colours"), "\(run.errors)")
            #expect(bench.server.requests == [])
        }

        private var note: URL { bench.home.file("cache/top5/pull-colours-failed") }

        @Test func aStartTriesOnceADay() async throws {
            let failed = try await bench.models(bench.pullArguments("nowhere") + ["--once", "--time", "5"])
            #expect(failed.exit == .code(1))
            #expect(failed.errors.split(separator: "\n").count == 2, "\(failed.errors)")
            let soon = try await bench.models(bench.pullArguments() + ["--once"])
            #expect(soon.exit == .code(0) && soon.errors.split(separator: "\n").count == 1, "\(soon.errors)")
            #expect(soon.errors.contains("top5 models pull colours"))
            #expect(!FileManager.default.fileExists(atPath: bench.package.path))
            let yesterday = Date.now.addingTimeInterval(-25 * 60 * 60)
            try FileManager.default.setAttributes([.modificationDate: yesterday], ofItemAtPath: note.path)
            let later = try await bench.models(bench.pullArguments() + ["--once"])
            #expect(later.exit == .code(0) && later.errors.contains("colours@1 is in"), "\(later.errors)")
            #expect(!FileManager.default.fileExists(atPath: note.path))
            let there = try await bench.models(bench.pullArguments("nowhere") + ["--once"])
            #expect(there.exit == .code(0) && there.errors.isEmpty && there.output.isEmpty, "\(there.errors)")
        }

        @Test func askedForByHandItTriesAtOnce() async throws {
            #expect(try await bench.models(bench.pullArguments("nowhere") + ["--once"]).exit == .code(1))
            #expect(try await bench.models(bench.pullArguments()).exit == .code(0))
            try bench.expectThePackage()
        }

        @Test(arguments: [["pull"], ["pull", "--time", "0", "x"], ["pull", "--catalog", "/nowhere", "x"]])
        func wrongUsageIsSaid(arguments: [String]) async throws {
            let run = try await bench.models(arguments)
            #expect(run.exit == .code(arguments.contains("--catalog") ? 1 : 2), "\(run.errors)")
            #expect(!run.errors.isEmpty && run.output.isEmpty)
        }
    }
}
