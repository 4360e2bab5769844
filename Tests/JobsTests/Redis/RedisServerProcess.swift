import Foundation
import Glibc
import Jobs
import Synchronization
import TestSupport

/// A real `redis-server` on a socket in a folder of its own, killed with its last reference.
final class RedisServerProcess: Sendable {
    private let folder: TemporaryFolder
    private let options: [String]
    private let process: Mutex<ChildProcess>
    let socket: String

    /// The one that all conformance tests share, each under a prefix of its own, while any of them has it.
    static func shared() throws -> RedisServerProcess {
        try current.withLock { current in
            if let server = current.server { return server }
            let server = try RedisServerProcess(options: ["--appendonly", "no"])
            current.server = server
            return server
        }
    }

    private struct Current {
        weak var server: RedisServerProcess?
    }

    private static let current = Mutex(Current())

    /// - Parameter options: of `redis-server`, beside those that say where it lives.
    init(options: [String] = [], port: Int = 0) throws {
        folder = try TemporaryFolder("redis")
        // A socket's path has room for 107 bytes.
        socket = folder.file("s").path
        self.options =
            [
                "--port", String(port), "--bind", "127.0.0.1", "--unixsocket", socket, "--dir", folder.url.path,
                "--save", "", "--databases", "4",
            ] + options
        process = Mutex(try Self.start(self.options))
        try waitUntilReady()
    }

    private static func start(_ options: [String]) throws -> ChildProcess {
        let places = ["/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server"]
        guard let program = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw ChildProcess.Failure(
                "redis-server is not installed; script/setup installs it (Debian: redis-server).")
        }
        return try ChildProcess(URL(filePath: program), options)
    }

    private func waitUntilReady() throws {
        let end = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < end {
            if (try? RedisJobStore(url(prefix: "ready"), clock: .caller)) != nil { return }
            if let exit = process.withLock({ $0.exit }) {
                let log = process.withLock { String(decoding: $0.output, as: UTF8.self) }
                throw ChildProcess.Failure("redis-server ended with \(exit): \(log)")
            }
            usleep(20_000)
        }
        throw ChildProcess.Failure("redis-server is not ready after 20 s.")
    }

    func url(prefix: String = "top5") throws -> RedisURL {
        try RedisURL(parsing: "redis+unix://\(socket)?prefix=\(prefix)")
    }

    /// Ends it as a crash does, and waits until it is gone.
    func kill9() async throws {
        let old = process.withLock { $0 }
        old.kill(SIGKILL)
        _ = try await old.waitForExit(within: .seconds(10))
    }

    /// Starts it again on what it left on its disk.
    func startAgain() throws {
        try process.withLock { $0 = try Self.start(options) }
        try waitUntilReady()
    }
}
