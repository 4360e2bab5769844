import Foundation
import TestSupport

/// A run of one of the scripts in `script/`, with an environment of its own.
struct Script {
    var status: Int32
    var output: String
    /// Standard error, without its last line break.
    var complaints: String

    var complaintLines: [Substring] { complaints.split(separator: "\n") }

    /// - Parameters:
    ///   - script: path from the repository's root, or an absolute one.
    ///   - environment: the whole environment; nothing is inherited.
    static func run(_ script: String, _ arguments: [String] = [], environment: [String: String]) async throws -> Script
    {
        let process = Process()
        process.executableURL = script.hasPrefix("/") ? URL(filePath: script) : Repository.file(script)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        // Files, not pipes: nothing has to be read while the script runs.
        let folder = try TemporaryFolder("script")
        let files = ["output", "complaints"].map(folder.file)
        for file in files { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        // `waitUntilExit` would hold a thread of Swift's pool, which has only as many as there are cores.
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in done.resume() }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                done.resume(throwing: error)
            }
        }
        let texts = try files.map { try String(contentsOf: $0, encoding: .utf8) }
        return Script(
            status: process.terminationStatus, output: texts[0],
            complaints: texts[1].trimmingCharacters(in: .newlines))
    }
}
