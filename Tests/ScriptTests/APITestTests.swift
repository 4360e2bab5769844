import Foundation
import TestSupport
import Testing

extension InAShell {
    /// `script/api-test` says in one line why it cannot begin; its run itself is part of `script/test`.
    struct APITestTests {
        /// A checkout with the script and with its tools installed.
        private func checkout() throws -> TemporaryFolder {
            let root = try TemporaryFolder("checkout")
            for path in ["script/api-test", "tools/api-test/requirements.txt"] {
                let copy = root.file(path)
                try FileManager.default.createDirectory(
                    at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
                try FileManager.default.copyItem(at: Repository.file(path), to: copy)
            }
            for folder in [".build/debug", ".deps/api-test"] {
                try FileManager.default.createDirectory(at: root.file(folder), withIntermediateDirectories: true)
            }
            try FileManager.default.copyItem(
                at: root.file("tools/api-test/requirements.txt"), to: root.file(".deps/api-test/.stamp"))
            return root
        }

        private func run(_ root: TemporaryFolder) async throws -> Script {
            let environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": root.url.path]
            return try await Script.run(
                "/bin/sh", [root.file("script/api-test").path, "5"], environment: environment)
        }

        @Test func saysThatNothingIsBuilt() async throws {
            let script = try await run(try checkout())
            #expect(script.status == 1)
            #expect(script.complaints == "api-test: .build/debug/top5 is not built: run 'swift build' first")
        }

        @Test func passesOnWhyTheServiceDoesNotStart() async throws {
            let root = try checkout()
            let program = try ToolFolder(standIns: ["top5": "echo 'Error: the store is locked' >&2; exit 1"])
            try FileManager.default.createSymbolicLink(
                atPath: root.file(".build/debug/top5").path, withDestinationPath: "\(program.path)/top5")
            let script = try await run(root)
            #expect(script.status == 1)
            #expect(script.complaints == "api-test: the service does not start: Error: the store is locked")
            #expect(script.output == "")
        }
    }
}
