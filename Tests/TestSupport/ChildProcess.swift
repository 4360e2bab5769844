package import Foundation
import Glibc
import Synchronization

/// A program that a test has started; its output goes to files, so that no full pipe can stop it. It is killed with its
/// last reference.
package final class ChildProcess: Sendable {
    /// How a process ended.
    package enum Exit: Sendable, Equatable {
        case code(Int32)
        case signal(Int32)
    }

    package struct Failure: Error, CustomStringConvertible {
        package var description: String

        package init(_ description: String) { self.description = description }
    }

    private let process: Process
    private let files: TemporaryFolder
    private let ended = Mutex<Exit?>(nil)

    /// - Parameters:
    ///   - environment: added to the test's own.
    ///   - folder: where the program starts; the test's own by default.
    ///   - input: all that it can read from standard input.
    package init(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:], folder: URL? = nil,
        input: Data = Data()
    ) throws {
        files = try TemporaryFolder("process")
        process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = folder }
        for (name, content) in [("stdin", input), ("stdout", Data()), ("stderr", Data())] {
            try content.write(to: files.file(name))
        }
        let handles = [
            try FileHandle(forReadingFrom: files.file("stdin")), try FileHandle(forWritingTo: files.file("stdout")),
            try FileHandle(forWritingTo: files.file("stderr")),
        ]
        // A `Process` that has run keeps them open for ever, and with some 1,360 open files the start of another may read
        // beyond their list and crash.
        defer { for handle in handles { try? handle.close() } }
        (process.standardInput, process.standardOutput, process.standardError) = (handles[0], handles[1], handles[2])
        process.terminationHandler = { [weak self] process in
            let status = process.terminationStatus
            self?.ended.withLock { $0 = process.terminationReason == .exit ? .code(status) : .signal(status) }
        }
        try process.run()
    }

    deinit { kill(SIGKILL) }

    package var id: Int32 { process.processIdentifier }
    /// nil while it runs.
    package var exit: Exit? { ended.withLock { $0 } }
    package var output: Data { (try? Data(contentsOf: files.file("stdout"))) ?? Data() }
    package var errors: String {
        String(decoding: (try? Data(contentsOf: files.file("stderr"))) ?? Data(), as: UTF8.self)
    }

    /// Sends a signal; nothing happens to a process that has ended.
    package func kill(_ signal: Int32) {
        if exit == nil, process.processIdentifier > 0 { _ = Glibc.kill(process.processIdentifier, signal) }
    }

    /// - Throws: `Failure` when it still runs after `limit`; it is killed then.
    package func waitForExit(within limit: Duration = .seconds(60)) async throws -> Exit {
        if await Deadline.poll(within: limit, { exit != nil }), let exit { return exit }
        kill(SIGKILL)
        throw Failure(
            "\(process.executableURL?.lastPathComponent ?? "?") \(process.arguments ?? []) did not end within \(limit); "
                + "its standard error:\n\(errors)")
    }
}
