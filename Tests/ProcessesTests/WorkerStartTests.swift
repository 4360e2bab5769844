import Foundation
import Glibc
import Inference
import Logging
import TestSupport
import Testing

@testable import Processes

/// Children that do not come up, played by shell scripts whose standard input is the socket.
struct WorkerStartTests {
    private static func problem(of program: String = "/bin/sh", _ script: String) async throws -> String {
        let settings = WorkerSettings(count: 1, program: program, arguments: ["-c", script, "child"])
        let processes = try WorkerProcesses(settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) {
            () throws(InferenceError) in
            throw InferenceError(.noModel, "There is none.")
        } onLoaded: { _, _ in
        }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await processes.run() }
            // Long, because tests beside this one may keep every thread busy for a while.
            await Deadline.poll(within: .seconds(120)) { processes.ends > 0 }
            let problem = try #require(processes.problem)
            group.cancelAll()
            return problem
        }
    }

    private static func hello(version: Int) throws -> String {
        let head = String(decoding: try JSONEncoder().encode(WorkerReport.hello(version: version)), as: UTF8.self)
        let prefix = Frame.prefix(head: head.utf8.count, body: 0).map { String(format: "\\%03o", $0) }.joined()
        return "printf '\(prefix)%s' '\(head)' >&0; read line"
    }

    @Test func whatIsNoMessageIsSaid() async throws {
        let problem = try await Self.problem("printf xxxxxxxxxxxx >&0; read line")
        #expect(problem.hasPrefix("Worker process 1 was killed: it sent a message of 2021161080 and"), "\(problem)")
    }

    @Test func anotherVersionIsSaid() async throws {
        let problem = try await Self.problem(try Self.hello(version: 99))
        #expect(problem.contains("speaks version 99 of the protocol"), "\(problem)")
    }

    @Test func theEndAndTheLastWordsAreSaid() async throws {
        let problem = try await Self.problem("echo out of luck >&2; exit 4")
        #expect(problem == "Worker process 1 ended with status 4 at its start. out of luck")
    }

    @Test func aProgramThatIsNotThereIsSaid() async throws {
        let problem = try await Self.problem(of: "/nowhere/top5", "")
        #expect(problem == "No process can be started: No such file or directory.")
    }

    @Test func noModelIsTheReasonOnceAProcessIsUp() async throws {
        // It ends right after its hello; both reasons are true, one after the other.
        let script = try Self.hello(version: WorkerRequest.version).replacing("; read line", with: "; sleep 0.2")
        let problem = try await Self.problem(script)
        #expect(
            ["Worker process 1 ended with status 0 while it had nothing to do.", "There is none."].contains(problem),
            "\(problem)")
    }

    @Test func noDescriptorIsHandedDown() async throws {
        let file = open("/dev/null", O_RDONLY)
        defer { close(file) }
        // Without a pipe of the shell's own; 3 is the folder that it reads.
        let problem = try await Self.problem("for f in /proc/$$/fd/*; do printf '%s ' ${f##*/} >&2; done; exit 1")
        #expect(problem.hasSuffix(". 0 1 2 3"), "\(problem)")
    }
}
