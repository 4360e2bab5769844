package import Foundation

/// What one run of a program to its end came to.
package struct CommandRun: Sendable {
    package var exit: ChildProcess.Exit
    package var output: Data
    package var errors: String

    /// Standard output as text.
    package var text: String { String(decoding: output, as: UTF8.self) }

    /// Starts a program and waits for its end.
    /// - Parameters:
    ///   - environment: added to the test's own.
    ///   - limit: after which it is killed; default 60 s.
    package static func of(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:], folder: URL? = nil,
        input: Data = Data(), within limit: Duration = .seconds(60)
    ) async throws -> CommandRun {
        let process = try ChildProcess(
            program, arguments, environment: environment, folder: folder, input: input)
        let exit = try await process.waitForExit(within: limit)
        return CommandRun(exit: exit, output: process.output, errors: process.errors)
    }

    /// The first program of that name in PATH.
    package static func program(_ name: String) -> URL? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.lazy.map { URL(filePath: "\($0)/\(name)") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
