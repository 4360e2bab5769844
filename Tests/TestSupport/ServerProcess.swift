package import Foundation
import Glibc

/// A real `top5 serve`, killed with its last reference.
package final class ServerProcess: Sendable {
    /// What clients use: `http://127.0.0.1:PORT`, `https://127.0.0.1:PORT` or `unix:PATH`.
    package let address: String
    private let process: ChildProcess

    private init(address: String, process: ChildProcess) {
        self.address = address
        self.process = process
    }

    /// What it has written to standard error so far.
    package var log: String { process.errors }
    package var id: Int32 { process.id }
    package var exit: ChildProcess.Exit? { process.exit }

    /// Starts a server and waits until it accepts connections.
    /// - Parameters:
    ///   - home: holds its state, in `state/`, and stands for the user's home.
    ///   - models: the folder of model packages; the bundled ones by default.
    ///   - arguments: more options of `serve`.
    ///   - environment: added to the one that stands for the user's home.
    ///   - prefix: a command that becomes the server by `exec`, with its arguments.
    /// - Throws: `ChildProcess.Failure` with its log when it ends or says nothing within 30 s.
    package static func start(
        home: TemporaryFolder, listen: String = "127.0.0.1:0", models: URL = Top5Program.models,
        arguments: [String] = [], environment: [String: String] = [:], prefix: [String] = []
    ) async throws -> ServerProcess {
        let serve = ["serve", "--listen", listen, "--state", home.file("state").path, "--models", models.path]
        let command = try prefix + [Top5Program.executable().path] + serve + arguments
        let process = try ChildProcess(
            URL(filePath: command[0]), Array(command.dropFirst()),
            environment: Top5Program.environment(home: home.url).merging(environment) { $1 }, folder: home.url)
        var address: String?
        await Deadline.poll(within: .seconds(30)) {
            address = process.errors.components(separatedBy: "\n").dropLast()
                .compactMap { $0.split(separator: "top5: listening on ", omittingEmptySubsequences: false).last }
                .first { $0.hasPrefix("http") || $0.hasPrefix("unix:") }.map(String.init)
            return address != nil || process.exit != nil
        }
        guard let address else {
            let state = process.exit.map { "ended with \($0)" } ?? "is not listening after 30 s"
            throw ChildProcess.Failure("top5 serve \(state); its log:\n\(process.errors)")
        }
        return ServerProcess(address: address, process: process)
    }

    /// Asks it to end as an operator does, and waits.
    /// - Parameter limit: of waiting; the default is over the grace time of 25 s.
    package func stop(within limit: Duration = .seconds(40)) async throws -> ChildProcess.Exit {
        process.kill(SIGTERM)
        return try await process.waitForExit(within: limit)
    }

    /// Ends it as a crash does, and waits until it is gone.
    package func kill9() async throws {
        process.kill(SIGKILL)
        _ = try await process.waitForExit(within: .seconds(20))
    }

    package func signal(_ signal: Int32) { process.kill(signal) }
}
