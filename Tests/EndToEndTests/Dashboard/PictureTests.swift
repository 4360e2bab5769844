import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The dashboard on terminals with graphics, which are played here.
    @Suite struct PictureTests {
        private static let kitty = [
            (question: "\u{1B}_Ga=q,t=d,f=24,s=1,v=1,i=31;AAAA\u{1B}\\", answer: "\u{1B}_Gi=31;OK\u{1B}\\"),
            (question: "\u{1B}[c", answer: "\u{1B}[?62;22c"), (question: "\u{1B}[5n", answer: "\u{1B}[0n"),
            (question: "\u{1B}[16t", answer: "\u{1B}[6;20;10t"),
        ]

        private func dashboard(
            _ home: TemporaryFolder, arguments: [String] = [], answers: [(question: String, answer: String)]
        ) throws -> PseudoTerminal {
            let pictures = home.file("pictures")
            try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
            for name in ["goldfish.jpg", "lemon.jpg", "orange.jpg"] {
                try FileManager.default.copyItem(at: Top5Program.sample(name), to: pictures.appending(path: name))
            }
            let program = [try Top5Program.executable().path, pictures.path, "--models", Top5Program.models.path]
            return try PseudoTerminal(
                program + arguments, columns: 110, rows: 32, environment: Top5Program.environment(home: home.url),
                folder: home.url, answers: answers)
        }

        private func images(in output: [UInt8]) -> [Substring] {
            String(decoding: output, as: UTF8.self).matches(of: /_Ga=t,f=24,s=\d+,v=\d+,i=(\d+)/).map(\.1)
        }

        @Test func previewsAndTheContactSheetAreImagesAndLeaveNoTrace() async throws {
            let home = try TemporaryFolder("kitty")
            let terminal = try dashboard(home, answers: Self.kitty)
            // Either may be drawn first.
            try await terminal.waitFor("goldfish.jpg", deadline: 30)
            try await terminal.waitFor("live", deadline: 30)
            try await terminal.waitFor("_Ga=t,f=24,", "_Ga=p,i=", deadline: 30)
            let first = try #require(images(in: terminal.output).last)

            let help = terminal.count
            terminal.send("?")
            try await terminal.waitFor("_Ga=d,d=i,i=\(first),q=2", "Help", from: help)
            let back = terminal.count
            terminal.send("\u{1B}")
            try await terminal.waitFor("_Ga=p,i=\(first),p=1", from: back)

            let sheet = terminal.count
            terminal.send("gc")
            try await terminal.waitFor("Contact sheet", from: sheet)
            let showsAll = await Deadline.poll { images(in: terminal.output(from: sheet)).count >= 3 }
            #expect(showsAll, "\(images(in: terminal.output(from: sheet)))")

            let end = terminal.count
            terminal.send("\u{03}")
            #expect(try await terminal.waitForEnd() == 0)
            let sent = String(decoding: terminal.output(from: end), as: UTF8.self)
            let left = try #require(sent.range(of: "\u{1B}[?1049l"))
            for image in Set(images(in: terminal.output)) {
                let gone = try #require(sent.range(of: "_Ga=d,d=I,i=\(image),q=2"), "image \(image) is left behind")
                #expect(gone.lowerBound < left.lowerBound)
            }
        }

        @Test func picturesOfRemoteJobsComeSmallFromTheService() async throws {
            try await RunningService.run { service in
                _ = try await service.finished(try await service.submit("lemon.jpg").id)
                let home = try TemporaryFolder("remote")
                let terminal = try dashboard(home, arguments: ["--server", service.url], answers: Self.kitty)
                // Either may be drawn first.
                try await terminal.waitFor("lemon.jpg", deadline: 30)
                try await terminal.waitFor("live", deadline: 30)
                try await terminal.waitFor("_Ga=t,f=24,", deadline: 30)
                let before = images(in: terminal.output).count
                terminal.send("\t")
                let shows = await Deadline.poll { images(in: terminal.output).count > before }
                #expect(shows)
                terminal.send("q")
                #expect(try await terminal.waitForEnd() == 0)
            }
        }

        @Test func wishesAreArguments() async throws {
            let home = try TemporaryFolder("wishes")
            let terminal = try dashboard(
                home, arguments: ["--graphics", "ascii", "--colors", "16", "--slow"], answers: Self.kitty)
            // In the order in which they are written: the live connection may come before the folder.
            try await terminal.waitFor("lemon.jpg", deadline: 30)
            let sent = String(decoding: terminal.output, as: UTF8.self)
            #expect(!sent.contains("_G") && !sent.contains("38;2;") && !sent.contains("38;5;"))
            terminal.send("q")
            #expect(try await terminal.waitForEnd() == 0)
            let refused = try await Top5Program.run(["--graphics", "crayons"], home: home)
            #expect(refused.errors.contains("crayons"))
        }
    }
}
