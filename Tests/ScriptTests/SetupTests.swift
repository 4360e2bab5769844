import Foundation
import TestSupport
import Testing

extension InAShell {
    /// `script/setup` says in one line what is missing and what to do, and touches nothing then.
    struct SetupTests {
        private static let tools = [
            "sh", "dirname", "uname", "sed", "head", "tail", "cat", "id", "grep", "locale", "tmux", "curl", "git",
            "openssl", "redis-server", "python3",
        ]
        private static let swift = "echo 'Swift version 6.3.1 (swift-6.3.1-RELEASE)'"

        private func run(tools: [String] = Self.tools, _ standIns: [String: String]) async throws -> Script {
            let folder = try ToolFolder(tools: tools, standIns: standIns)
            return try await Script.run("script/setup", environment: ["PATH": folder.path, "HOME": folder.path])
        }

        private func expectOneLine(_ script: Script, _ words: [String], _ location: SourceLocation = #_sourceLocation) {
            #expect(script.status == 1, sourceLocation: location)
            #expect(script.output == "", sourceLocation: location)
            #expect(script.complaintLines.count == 1, "\(script.complaints)", sourceLocation: location)
            for word in words {
                #expect(script.complaints.contains(word), "\(script.complaints)", sourceLocation: location)
            }
        }

        @Test func saysWhereToGetSwift() async throws {
            expectOneLine(try await run([:]), ["Swift 6.3", "no 'swift'", "https://www.swift.org/install/linux"])
        }

        @Test(arguments: ["6.2.4", "5.10", "6.0"])
        func refusesAnOldSwift(version: String) async throws {
            let script = try await run(["swift": "echo 'Swift version \(version) (swift-\(version)-RELEASE)'"])
            expectOneLine(script, ["Swift 6.3", "this is \(version.prefix(version.hasPrefix("5") ? 4 : 3))"])
        }

        @Test func passesOnWhySwiftDoesNotStart() async throws {
            expectOneLine(
                try await run(["swift": "echo 'libxml2.so.2: no such file' >&2; exit 127"]),
                ["libxml2.so.2: no such file"])
        }

        @Test func namesTheCommandWhenItIsNotRoot() async throws {
            let script = try await run([
                "swift": Self.swift, "apt-get": "exit 99", "id": "echo 1000",
                "pkg-config": "case $2 in vips|hiredis) exit 1 ;; esac", "python3": "exit 0",
            ])
            expectOneLine(
                script, ["not root", "apt-get install --no-install-recommends -y libvips-dev libhiredis-dev"])
        }

        @Test func namesThePackagesOnAnotherDistribution() async throws {
            let script = try await run(["swift": Self.swift, "pkg-config": "[ $2 != chafa ]", "python3": "exit 0"])
            expectOneLine(script, ["Debian and Ubuntu only", "libchafa-dev"])
        }

        @Test func saysWhyAptFailed() async throws {
            let tools = Self.tools + ["mktemp", "rm", "env"]
            let script = try await run(
                tools: tools,
                [
                    "swift": Self.swift, "id": "echo 0", "pkg-config": "[ $2 != vips ]", "python3": "exit 0",
                    "apt-get": "echo 'E: Failed to fetch the archive' >&2; exit 100",
                ])
            #expect(script.status == 1)
            #expect(script.complaintLines.first == "setup: installing libvips-dev")
            #expect(script.complaintLines.count == 2, "\(script.complaints)")
            #expect(script.complaints.contains("Failed to fetch the archive"))
        }

        @Test func aProcessorWithoutOpenVINOIsNamed() async throws {
            let script = try await run([
                "swift": Self.swift, "uname": "echo riscv64", "pkg-config": "exit 0", "python3": "exit 0",
                "locale": "echo C.utf8",
            ])
            expectOneLine(script, ["OpenVINO", "riscv64"])
        }
    }
}
