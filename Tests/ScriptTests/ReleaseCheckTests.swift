import Foundation
import TestSupport
import Testing

extension InAShell {
    /// `script/release-check` runs every drill, and stops at the first that fails; the drills have tests of their own.
    struct ReleaseCheckTests {
        /// A checkout with the script, and with stand-ins for what it starts: each notes its arguments.
        private func run(_ arguments: [String], top5: String = "") async throws -> (script: Script, notes: [Substring])
        {
            let root = try TemporaryFolder("checkout")
            for folder in ["script", ".build/release"] {
                try FileManager.default.createDirectory(at: root.file(folder), withIntermediateDirectories: true)
            }
            try FileManager.default.copyItem(
                at: Repository.file("script/release-check"), to: root.file("script/release-check"))
            let notes = root.file("notes")
            try Data().write(to: notes)
            let note = "printf '%s %s\\n' \"${0##*/}\" \"$*\" >>'\(notes.path)'"
            let tools = try ToolFolder(standIns: [
                "swift": note, "test": note, "systemd-check": note, "top5": "\(note); \(top5)",
            ])
            for (path, name) in [
                ("script/test", "test"), ("script/systemd-check", "systemd-check"), (".build/release/top5", "top5"),
            ] {
                try FileManager.default.createSymbolicLink(
                    atPath: root.file(path).path, withDestinationPath: "\(tools.path)/\(name)")
            }
            let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
            let script = try await Script.run(
                "/bin/sh", [root.file("script/release-check").path] + arguments,
                environment: ["PATH": "\(tools.path):\(path)", "HOME": root.url.path])
            return (script, try String(contentsOf: notes, encoding: .utf8).split(separator: "\n"))
        }

        @Test func everyDrillHasItsTurn() async throws {
            let (script, notes) = try await run(["8"])
            #expect(script.status == 0 && script.output.hasSuffix("release-check: passed\n"), "\(script.complaints)")
            #expect(
                notes == [
                    "test ", "swift build -c release --product top5", "systemd-check ",
                    "top5 drill service --rounds 8 --keep .build/release-check/service",
                    "top5 drill service --rounds 2 --keep .build/release-check/worker-processes -- --worker-processes 2",
                    "top5 drill service --queue redis --rounds 8 --keep .build/release-check/redis",
                    "top5 drill images --keep .build/release-check/images",
                ])
        }

        @Test func aDrillThatFailsIsTheEnd() async throws {
            let (script, notes) = try await run([], top5: "exit 1")
            #expect(script.status == 1 && !script.output.contains("passed"))
            #expect(notes.last == "top5 drill service --rounds 200 --keep .build/release-check/service")
        }

        /// Where it can't run it says so, and is no failure.
        @Test func theUnitIsLeftAloneWithoutRoot() async throws {
            let tools = try ToolFolder(standIns: ["id": "echo 1000"])
            let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
            let script = try await Script.run(
                "/bin/sh", [Repository.file("script/systemd-check").path],
                environment: ["PATH": "\(tools.path):\(path)"])
            #expect(script.status == 0 && script.output.hasPrefix("systemd-check: NOT tried: "), "\(script.complaints)")
        }

        @Test(arguments: ["0", "many", "-1", ""]) func roundsAreANumber(rounds: String) async throws {
            let (script, notes) = try await run([rounds])
            #expect(script.status == 1 && script.complaints.contains("ROUNDS is '\(rounds)'") && notes == [])
        }
    }
}
