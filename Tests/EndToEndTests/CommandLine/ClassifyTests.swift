import API
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct ClassifyTests {
        private let home: TemporaryFolder

        init() throws { home = try TemporaryFolder("classify") }

        private func classify(_ arguments: [String], input: Data = Data()) async throws -> CommandRun {
            try await Top5Program.run(
                ["classify", "--models", Top5Program.models.path] + arguments, home: home, input: input)
        }

        private func objects(_ run: CommandRun) throws -> [[String: Any]] {
            try #require(try JSONSerialization.jsonObject(with: run.output) as? [[String: Any]])
        }

        @Test func printsATableWithBars() async throws {
            let path = Top5Program.sample("lemon.jpg").path
            let run = try await classify([path])
            #expect(run.exit == .code(0))
            let lines = run.text.split(separator: "\n")
            #expect(lines.count == 6)
            #expect(lines.first?.contains(path) == true)
            #expect(lines.dropFirst().first?.contains("lemon") == true)
            #expect(lines.dropFirst().first?.contains("█") == true)
            #expect(!run.text.contains("\u{1B}"), "no colours where there is no terminal")
        }

        @Test func jsonHasOneObjectAFileInTheOrderGiven() async throws {
            let names = ["lemon.jpg", "banana.png", "goldfish.jpg"]
            let run = try await classify(
                ["--json", "-k", "3"] + names.map { Top5Program.sample($0).path })
            #expect(run.exit == .code(0))
            let objects = try objects(run)
            #expect(objects.map { $0["file"] as? String } == names.map { Top5Program.sample($0).path })
            for object in objects {
                #expect(object["model"] as? String == "tiny-resnet-64@1")
                let image = try #require(object["image"] as? [String: Any])
                #expect(image["width"] as? Int ?? 0 > 0)
                let prediction = try #require(object["prediction"] as? [[String: Any]])
                #expect(prediction.count == 3)
                let scores = prediction.compactMap { $0["score"] as? Double }
                #expect(scores.count == 3 && scores == scores.sorted(by: >))
                #expect(prediction.allSatisfy { $0["label"] is String && $0["index"] is Int })
                #expect((object["timings_ms"] as? [String: Any])?["inferring"] is NSNumber)
            }
            let best = (objects[0]["prediction"] as? [[String: Any]])?.first?["label"] as? String
            #expect(best == "lemon")
        }

        @Test func oneBadFileDoesNotStopTheOthers() async throws {
            let torn = home.file("torn.jpg")
            try BadPictures.truncatedJPEG().write(to: torn)
            let text = home.file("text.jpg")
            try BadPictures.text.write(to: text)
            let missing = home.file("missing.jpg").path
            let good = Top5Program.sample("lemon.jpg").path
            let files = [good, torn.path, text.path, missing, good]
            let run = try await classify(["--json"] + files)
            #expect(run.exit == .code(1))
            let objects = try objects(run)
            #expect(objects.map { $0["file"] as? String } == files)
            let codes = objects.map { ($0["error"] as? [String: Any])?["code"] as? String }
            #expect(codes == [nil, "UNREADABLE_IMAGE", "UNSUPPORTED_IMAGE", "FILE_UNREADABLE", nil])
            #expect(objects[0]["prediction"] != nil && objects[4]["prediction"] != nil)

            let table = try await classify(files)
            #expect(table.exit == .code(1))
            #expect(table.text.contains("lemon"))
            for path in [torn.path, text.path, missing] {
                #expect(table.text.contains(path) || table.errors.contains(path))
            }
        }

        /// The engine's threads and the end of the process must not race: each of many short lives ends well.
        @Test func everyRunEndsCleanly() async throws {
            let path = Top5Program.sample("lemon.jpg").path
            for _ in 0..<8 {
                let exits = try await withThrowingTaskGroup(of: ChildProcess.Exit.self) { group in
                    for _ in 0..<4 { group.addTask { try await classify([path]).exit } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(exits == Array(repeating: .code(0), count: 4))
            }
        }

        @Test func readsStandardInput() async throws {
            let run = try await classify(
                ["--json", "-"], input: try Data(contentsOf: Top5Program.sample("goldfish.jpg")))
            #expect(run.exit == .code(0))
            let best = (try objects(run).first?["prediction"] as? [[String: Any]])?.first?["label"] as? String
            #expect(best == "goldfish")
        }

        @Test(arguments: [
            [], ["--top-k", "0", "x.jpg"], ["--top-k", "none", "x.jpg"], ["--models", "/nowhere", "x.jpg"],
            ["--nonsense", "x.jpg"], ["--model", "no-such-model", "x.jpg"],
        ])
        func wrongUsageIsTwo(arguments: [String]) async throws {
            let run = try await classify(arguments)
            #expect(run.exit == .code(2), "\(run.errors)")
            #expect(!run.errors.isEmpty)
            #expect(run.output.isEmpty)
        }

        @Test func escapeSequencesOfAFileNameDoNotReachTheTerminal() async throws {
            let file = home.file("a\u{1B}[31mb\u{7}.jpg")
            try FileManager.default.copyItem(at: Top5Program.sample("lemon.jpg"), to: file)
            let bad = home.file("c\u{1B}]0;title\u{7}.jpg")
            try BadPictures.text.write(to: bad)
            let run = try await classify([file.path, bad.path])
            #expect(run.exit == .code(1))
            for text in [run.text, run.errors] {
                #expect(!text.contains("\u{1B}") && !text.contains("\u{7}"))
            }
        }

        @Test(arguments: [["classify", Top5Program.sample("lemon.jpg").path], ["models"]])
        func anOutputThatCannotBeWrittenIsSaid(arguments: [String]) async throws {
            let shell = try #require(CommandRun.program("sh"))
            let run = try await CommandRun.of(
                shell, ["-c", "exec \"$0\" \"$@\" > /dev/full", try Top5Program.executable().path] + arguments,
                environment: Top5Program.environment(home: home.url), folder: home.url)
            #expect(run.exit == .code(1))
            #expect(run.errors.contains("No space left"), "\(run.errors)")
        }

        @Test func withoutATerminalTheDashboardSaysWhatToUse() async throws {
            let run = try await Top5Program.run([], home: home)
            #expect(run.exit == .code(2))
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("terminal"))
            #expect(run.errors.contains("top5 classify") && run.errors.contains("top5 serve"))
        }
    }
}
