import API
import Client
import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// Copying, exporting, reviewing and comparing, by their keys in a terminal.
    @Suite(.enabled(if: TmuxSession.isAvailable, "needs tmux")) struct DashboardResultsTests {
        /// A dashboard with both pictures classified and the queue under the keys.
        private func session(home: TemporaryFolder? = nil, arguments: [String] = []) async throws -> DashboardSession {
            let session = try DashboardSession(arguments: arguments, home: home)
            try await session.waitUntilLive()
            try await session.submitBoth()
            try await session.waitForBoth()
            try session.terminal.sendKeys("Tab")
            return session
        }

        @Test func copiesThroughTheTerminal() async throws {
            let session = try await session()
            try session.terminal.setOption("set-clipboard", "on")
            try session.terminal.type("y")
            try await session.terminal.waitFor("labels and scores")
            try session.terminal.type("c")
            try await session.terminal.waitFor("set -g set-clipboard on")
            let held = await Deadline.poll { (try? session.terminal.buffer().hasPrefix("job_id,image,")) == true }
            let buffer = try session.terminal.buffer()
            #expect(held, "the clipboard holds: \(buffer)")
            #expect(buffer.contains(/[0-9A-Z]{26},(goldfish|lemon)\.jpg,succeeded,tiny-resnet-64@/))
            // The screen is whole: nothing of the sequence is on it.
            let screen = try session.terminal.capture()
            #expect(!screen.contains("]52;") && !screen.contains("am9iX2lk"))
            #expect(screen.contains("Queue"))
        }

        @Test func exportsToAFileAndAsksBeforeItOverwrites() async throws {
            let session = try await session()
            let file = session.home.file("pictures/out.csv")
            for round in 0..<2 {
                try session.terminal.type("ec")
                try await session.terminal.waitFor("write to")
                try session.terminal.sendKeys("C-u")
                try session.terminal.type("out.csv")
                try session.terminal.sendKeys("Enter")
                if round == 1 {
                    try await session.terminal.waitFor("out.csv is there already")
                    try session.terminal.type("y")
                }
                try await session.terminal.waitFor("2 records")
                let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\r\n")
                #expect(lines.count == 4 && lines[3].isEmpty)
                #expect(lines[1...2].contains { $0.contains(",goldfish.jpg,succeeded,") })
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: session.home.file("pictures").path)
            #expect(!names.contains { $0.hasSuffix(".part") })
        }

        @Test func aReviewSurvivesAKillAndGoesOn() async throws {
            let home = try TemporaryFolder("review")
            let first = try await session(home: home)
            try first.terminal.type("V")
            try await first.terminal.waitFor("0 of 2, 0 corrected")
            try first.terminal.type("2")
            // The count is of what is on disk.
            try await first.terminal.waitFor("1 of 2, 1 corrected")
            let process = try #require(try first.processID())
            #expect(kill(process, SIGKILL) == 0)
            _ = try await first.waitForEnd()

            let second = try DashboardSession(home: home)
            try await second.waitUntilLive()
            try await second.waitForBoth()
            try second.terminal.sendKeys("Tab")
            try second.terminal.type("V")
            try await second.terminal.waitFor("1 of 2, 1 corrected")
            try second.terminal.type("y")
            try await second.terminal.waitUntil("the summary") { screen in
                screen.contains(/Top-1 right .* 1 of 2 +50\.0 %/) && screen.contains(/Top-5 right .* 2 of 2 +100 %/)
            }
            try second.terminal.type("ec")
            try await second.terminal.waitFor("top5-corrections-")
            try second.terminal.sendKeys("C-u")
            try second.terminal.type("~/corrections.csv")
            try second.terminal.sendKeys("Enter")
            try await second.terminal.waitFor("1 record,")
            let lines = try String(contentsOf: home.file("corrections.csv"), encoding: .utf8)
                .components(separatedBy: "\r\n")
            #expect(lines[0] == "image,sha256,model,predicted,probability,correct_label,judged_at")
            #expect(lines[1].contains(/^(goldfish|lemon)\.jpg,[0-9a-f]{64},tiny-resnet-64@/))
            #expect(lines.count == 3)
        }

        @Test func comparesTwoModelsOnTheSamePictures() async throws {
            let home = try TemporaryFolder("compare")
            let models = home.file("models")
            try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
            let other = models.appending(path: "tiny-shifted")
            try FileManager.default.copyItem(at: Top5Program.models.appending(path: "tiny-resnet-64"), to: other)
            try Self.rename(other)
            try Self.shiftLabel("lemon", in: other)

            let session = try await session(home: home, arguments: ["--models", models.path])
            try session.terminal.type("C")
            try await session.terminal.waitFor("tiny-shifted@")
            try session.terminal.sendKeys("Enter")
            try await session.terminal.waitFor("2 pictures have not been seen by both. Submit 2 jobs?")
            try session.terminal.type("y")
            try await session.terminal.waitUntil("one of the two differs", deadline: 60) { screen in
                screen.contains("1 of 2 agree (50 %)") && screen.contains(/lemon\.jpg +lemon 0\.\d+ +no lemon 0\.\d+/)
                    && !screen.contains(/goldfish\.jpg +goldfish/)
            }
            try session.terminal.type("a")
            try await session.terminal.waitUntil("both are listed") { $0.contains(/goldfish\.jpg +goldfish/) }
        }

        /// The package under a name of its own.
        private static func rename(_ package: URL) throws {
            let file = package.appending(path: "model.json")
            let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
            var manifest = try #require(object as? [String: Any])
            manifest["name"] = "tiny-shifted"
            try JSONSerialization.data(withJSONObject: manifest).write(to: file)
        }

        /// Another word in one label's place: on its pictures the two models differ, on others they do not.
        private static func shiftLabel(_ label: String, in package: URL) throws {
            let file = package.appending(path: "labels.json")
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.contains("\"\(label)\""))
            try Data(text.replacing("\"\(label)\"", with: "\"no \(label)\"").utf8).write(to: file)
        }
    }
}
