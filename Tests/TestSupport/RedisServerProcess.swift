import Foundation
import Glibc
import Synchronization

/// A real `redis-server` on a socket in a folder of its own, killed with its last reference.
package final class RedisServerProcess: Sendable {
    private let folder: TemporaryFolder
    private let process: Mutex<ChildProcess>
    package let socket: String

    /// The one that all conformance tests share, each under a prefix of its own, while any of them has it.
    package static func shared() throws -> RedisServerProcess {
        try current.withLock { current in
            if let server = current.server { return server }
            let server = try RedisServerProcess()
            current.server = server
            return server
        }
    }

    private struct Current {
        weak var server: RedisServerProcess?
    }

    private static let current = Mutex(Current())

    /// - Parameter options: lines of its configuration, beside those that say where it lives and that nothing is kept.
    package init(options: [String] = [], port: Int = 0) throws {
        folder = try TemporaryFolder("redis")
        // A socket's path has room for 107 bytes.
        socket = folder.file("s").path
        let lines =
            [
                "port \(port)", "bind 127.0.0.1", "unixsocket \(socket)", "dir \(folder.url.path)", "save \"\"",
                "databases 4",
            ] + options
        try Data(lines.joined(separator: "\n").utf8).write(to: folder.file("redis.conf"))
        process = Mutex(try Self.start(folder))
        try waitUntilReady()
    }

    private static func start(_ folder: TemporaryFolder) throws -> ChildProcess {
        try ChildProcess(program("redis-server"), [folder.file("redis.conf").path])
    }

    private static func program(_ name: String) throws -> URL {
        let places = ["/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }
        guard let path = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw ChildProcess.Failure("\(name) is not installed; script/setup installs it (Debian: redis-server).")
        }
        return URL(filePath: path)
    }

    private func waitUntilReady() throws {
        let end = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < end {
            if try tell("PING") == "PONG" { return }
            if let exit = process.withLock({ $0.exit }) {
                let log = process.withLock { String(decoding: $0.output, as: UTF8.self) }
                throw ChildProcess.Failure("redis-server ended with \(exit): \(log)")
            }
            usleep(20_000)
        }
        throw ChildProcess.Failure("redis-server is not ready after 20 s.")
    }

    /// What `redis-cli` prints, a refusal too.
    @discardableResult
    package func tell(_ words: String...) throws -> String {
        let process = Process()
        process.executableURL = try Self.program("redis-cli")
        process.arguments = ["-s", socket] + words
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// One that nobody listens on just now, below those that the kernel gives to connections; nor on its neighbour at
    /// 10,000 more, which is for a cluster's nodes.
    package static func freePort() -> Int {
        while true {
            let port = Int.random(in: 11_000...19_999)
            if isFree(port), isFree(port + 10_000) { return port }
        }
    }

    private static func isFree(_ port: Int) -> Bool {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Glibc.close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// As `--queue` takes it.
    package var address: String { "redis+unix://\(socket)" }

    /// Ends it as a crash does, and waits until it is gone.
    package func kill9() async throws {
        let old = process.withLock { $0 }
        old.kill(SIGKILL)
        _ = try await old.waitForExit(within: .seconds(10))
    }

    /// Starts it again on what it left on its disk.
    package func startAgain() throws {
        try process.withLock { $0 = try Self.start(folder) }
        try waitUntilReady()
    }
}
