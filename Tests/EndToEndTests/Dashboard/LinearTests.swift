import API
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `top5 --linear` as a log or a screen reader gets it: through a pipe.
    @Suite struct LinearTests {
        private static func text(_ process: ChildProcess) -> String {
            String(decoding: process.output, as: UTF8.self)
        }

        @Test func endsWhenNobodyReadsThePipeAnyMore() async throws {
            try await RunningService.run { service in
                let home = try TemporaryFolder("linear")
                let program = try Top5Program.executable().path
                let process = try ChildProcess(
                    URL(filePath: "/bin/sh"), ["-c", "'\(program)' --linear --server \(service.url) | head -n 1"],
                    environment: Top5Program.environment(home: home.url), folder: home.url)
                #expect(await Deadline.poll { Self.text(process).contains("connected to \(service.url)") })
                let job = try await service.submit("orange.jpg")
                _ = try await service.finished(job.id)
                // The shell waits for both ends of the pipe.
                #expect(try await process.waitForExit(within: .seconds(30)) == .code(0))
            }
        }

        @Test func classifiesFilesAndEndsWithThem() async throws {
            let home = try TemporaryFolder("linear")
            let files = ["goldfish.jpg", "lemon.jpg"].map { Top5Program.sample($0).path }
            let run = try await Top5Program.run(
                ["--linear", "--models", Top5Program.models.path] + files, home: home, within: .seconds(90))
            #expect(run.exit == .code(0), "\(run.errors)")
            let lines = run.text.split(separator: "\n").map(String.init)
            #expect(lines.allSatisfy { $0.wholeMatch(of: /\d\d:\d\d:\d\d .+/) != nil }, "\(run.text)")
            #expect(lines.contains { $0.hasSuffix("connected to embedded") }, "\(run.text)")
            #expect(run.text.contains(/goldfish\.jpg succeeded: goldfish \d+ %, [\d.]+ m?s/))
            #expect(run.text.contains(/lemon\.jpg succeeded: lemon \d+ %, [\d.]+ m?s/))
            #expect(!run.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        }

        @Test func anImageThatCannotBeClassifiedIsSaidAndIsTheExitStatus() async throws {
            let home = try TemporaryFolder("linear")
            try Data("no picture".utf8).write(to: home.file("notes.jpg"))
            let run = try await Top5Program.run(
                ["--linear", "--models", Top5Program.models.path, home.file("notes.jpg").path], home: home,
                within: .seconds(90))
            #expect(run.exit == .code(1))
            #expect(run.text.contains("notes.jpg not sent: UNSUPPORTED_IMAGE"))
            #expect(run.errors.contains("1 of 1 image was not classified."))
        }

        @Test func missingFilesAndFoldersAreWrongUsage() async throws {
            let home = try TemporaryFolder("linear")
            let missing = try await Top5Program.run(["--linear", "nothing.jpg"], home: home)
            #expect(missing.exit == .code(2) && missing.errors.contains("There is no file 'nothing.jpg'."))
            let folder = try await Top5Program.run(["--linear", home.url.path], home: home)
            #expect(folder.exit == .code(2) && folder.errors.contains("is a folder"))
        }

        @Test func tellsWhatOthersDoUntilItIsStopped() async throws {
            try await RunningService.run { service in
                let home = try TemporaryFolder("linear")
                let process = try ChildProcess(
                    try Top5Program.executable(), ["--linear", "--server", service.url, "--summary-every", "1"],
                    environment: Top5Program.environment(home: home.url), folder: home.url)
                #expect(await Deadline.poll { Self.text(process).contains("connected to") })
                let job = try await service.submit("orange.jpg")
                _ = try await service.finished(job.id)
                #expect(await Deadline.poll { Self.text(process).contains("orange.jpg succeeded: orange") })
                #expect(await Deadline.poll { Self.text(process).contains("summary: 0 queued, 0 running, 1 done") })
                process.kill(SIGTERM)
                #expect(try await process.waitForExit(within: .seconds(20)) == .code(0))
            }
        }
    }
}
