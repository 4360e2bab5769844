import API
import Client
import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// Picking and sending by keys, in a terminal, with a real service.
    @Suite(.enabled(if: TmuxSession.isAvailable, "needs tmux")) struct PickingTests {
        /// A dashboard on `pictures` with more files than its two.
        private func session(_ files: [String: String] = [:], arguments: [String] = []) async throws -> DashboardSession
        {
            let home = try TemporaryFolder("picking")
            for (path, sample) in files {
                let file = home.file("pictures/\(path)")
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                if sample.isEmpty {
                    try Data("no picture".utf8).write(to: file)
                } else {
                    try FileManager.default.copyItem(at: Top5Program.sample(sample), to: file)
                }
            }
            let session = try DashboardSession(arguments: arguments, home: home)
            try await session.waitUntilLive()
            return session
        }

        @Test func aRangeAndAPatternAreMarkedAndListed() async throws {
            let session = try await session(["a1.jpg": "alp.jpg", "a2.jpg": "orange.jpg", "a3.png": "banana.png"])
            let terminal = session.terminal
            try terminal.type("ggj")
            try terminal.type("vjj")
            try await terminal.waitFor("3 in range")
            try terminal.type("v")
            try await terminal.waitFor("3 marked")
            try terminal.type("u")
            try terminal.type("*.jpg")
            try await terminal.waitFor("marks 4 files")
            try terminal.sendKeys("Enter")
            try await terminal.waitFor("4 marked")
            try terminal.type("gm")
            try await terminal.waitUntil("the list of marks") {
                $0.contains("Marked  4 files") && $0.contains("a2.jpg")
            }
            try terminal.type(" ")
            try await terminal.waitFor("Marked  3 files")
            try terminal.sendKeys("Escape")
            try await terminal.waitFor("3 marked")
            try terminal.type("q")
            let end = try await session.waitForEnd()
            #expect(end.status == "status=0")
            #expect(end.after == end.before)
        }

        @Test func aTreeIsCheckedAndSentWithWhatIsBadLeftOut() async throws {
            var files = ["tree/bad1.jpg": "", "tree/deep/bad2.jpg": ""]
            for number in 1...6 { files["tree/deep/er/\(number).jpg"] = "lemon.jpg" }
            let session = try await session(files)
            let terminal = session.terminal
            try FileManager.default.createSymbolicLink(
                at: session.home.file("pictures/tree/deep/up"), withDestinationURL: session.home.file("pictures"))
            try terminal.type("ggj")
            try terminal.type("R")
            try await terminal.waitUntil("what the walk has found") { screen in
                screen.contains("8 images in 3 folders marked") && screen.contains("8 marked")
            }
            try terminal.type("s")
            try await terminal.waitUntil("the summary") { screen in
                screen.contains("2 of 8 will be refused: 2 not an image") && screen.contains("6 images")
                    && screen.contains("bad1.jpg")
            }
            try terminal.sendKeys("Enter")
            try await terminal.waitUntil("six jobs that have succeeded", deadline: 60) { screen in
                screen.contains("6 jobs") && screen.components(separatedBy: "succeeded").count > 6
            }
            try terminal.type("q")
            #expect(try await session.waitForEnd().status == "status=0")
        }

        @Test func pastedPathsAreMarkedAndNeverTakenForKeys() async throws {
            let session = try await session()
            let terminal = session.terminal
            let other = session.home.file("my 'odd' folder")
            try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: Top5Program.sample("orange.jpg"), to: other.appending(path: "o.jpg"))
            try FileManager.default.copyItem(at: Top5Program.sample("alp.jpg"), to: other.appending(path: "q.jpg"))
            let address = other.appending(path: "q.jpg").absoluteString
            #expect(address.contains("%20"))
            let quoted = "'" + other.appending(path: "o.jpg").path.replacing("'", with: "'\\''") + "'"
            try terminal.paste("\(quoted)\n\(address)\nqqq.jpg\n")
            try await terminal.waitUntil("what was marked, and what was not found") { screen in
                screen.contains("2 files marked; not found: qqq.jpg") && screen.contains("2 marked")
            }
            try terminal.type("gm")
            try await terminal.waitFor("my 'odd' folder/o.jpg")
            try terminal.type("q")
            try terminal.type("q")
            #expect(try await session.waitForEnd().status == "status=0")
        }

        @Test func goesToATypedPathAndBackByTheRecentFolders() async throws {
            let session = try await session(["inner/deep/x.jpg": "alp.jpg"])
            let terminal = session.terminal
            try terminal.type(" ")
            try terminal.type("gp")
            try terminal.type("inn")
            try await terminal.waitFor("inner/")
            try terminal.sendKeys("Tab")
            try terminal.type("deep/x")
            try await terminal.waitFor("x.jpg")
            try terminal.sendKeys("Tab", "Enter")
            try await terminal.waitUntil("the file in its folder") { screen in
                screen.contains("inner/deep") && screen.contains("x.jpg") && !screen.contains("goldfish")
            }
            try terminal.type("gr")
            try await terminal.waitFor("Recent folders")
            try terminal.type("j")
            try terminal.sendKeys("Enter")
            try await terminal.waitFor("goldfish.jpg")
            try terminal.type("q")
            #expect(try await session.waitForEnd().status == "status=0")
            let kept = try Data(contentsOf: session.home.file("state/top5/recent-folders"))
            #expect(String(decoding: kept, as: UTF8.self).contains("inner/deep\0"))
        }

        @Test func theListFollowsTheFolder() async throws {
            let session = try await session()
            let fresh = session.home.file("pictures/fresh.jpg")
            try FileManager.default.copyItem(at: Top5Program.sample("orange.jpg"), to: fresh)
            try await session.terminal.waitFor("fresh.jpg")
            try FileManager.default.removeItem(at: session.home.file("pictures"))
            try await session.terminal.waitFor("is gone")
            try session.terminal.type("h")
            try await session.terminal.waitUntil("the folder above") { !$0.contains("is gone") && $0.contains("../") }
            try session.terminal.type("q")
            #expect(try await session.waitForEnd().status == "status=0")
        }

        @Test func aFullQueueHoldsAllUploadsWhichCanBePausedAndCancelled() async throws {
            try await RunningService.run(arguments: ["--max-queued", "8"]) { service in
                // Nothing is claimed, so that the queue stays full: with three quarters of it for one client.
                #expect(try await Curl.run("-X", "POST", "\(service.url)/v1/queue/pause").status == 200)
                var files: [String: String] = [:]
                for number in 10..<30 { files["n\(number).jpg"] = "lemon.jpg" }
                let session = try await session(files, arguments: ["--server", service.url])
                let terminal = session.terminal
                try terminal.type("as")
                try await terminal.waitFor("All 22 files will be taken")
                try terminal.sendKeys("Enter")
                try await terminal.waitUntil("one pause for all", deadline: 30) { $0.contains("of 22, again in") }
                #expect(try await service.client.jobs(JobListQuery()).total == 6)
                try terminal.type("P")
                try await terminal.waitFor("paused at 6 of 22")
                try terminal.type("P")
                try await terminal.waitUntil("sending goes on") { !$0.contains("paused at") }
                try terminal.type("P")
                try await terminal.waitFor("paused at 6 of 22")
                try terminal.type("X")
                try await terminal.waitFor("Cancel the 16 images not sent yet?")
                try terminal.type("y")
                try await terminal.waitFor("16 images will not be sent; 6 were.")
                #expect(try await service.client.jobs(JobListQuery()).total == 6)
                try terminal.type("q")
                #expect(try await session.waitForEnd().status == "status=0")
            }
        }
    }
}
