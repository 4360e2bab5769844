import EmbeddedServer
import Foundation
import Glibc

/// A Redis server of a bench's own, without a disk as its peer's, on a free port of the loopback.
final class BenchRedis: Sendable {
    let address: QueueAddress
    private let process: ServiceProcess

    /// Returns once it answers.
    /// - Throws: `CommandError` where there is no `redis-server` or it does not start.
    init(in folder: URL) async throws {
        let places = ["/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server"]
        guard let program = places.first(where: FileManager.default.isExecutableFile) else {
            throw CommandError("redis-server is not installed (Debian: apt-get install redis-server).", status: 2)
        }
        let port = try Self.freePort()
        process = try ServiceProcess(
            program: program,
            arguments: [
                "--port", String(port), "--bind", "127.0.0.1", "--dir", folder.path, "--save", "", "--appendonly", "no",
            ], log: folder.appending(path: "redis.log"))
        do {
            // It waits for a server that starts.
            address = try QueueAddress(parsing: "redis://127.0.0.1:\(port)")
        } catch {
            throw CommandError(error.message)
        }
    }

    func stop() async throws { _ = try await process.stop() }

    /// Free at this moment.
    static func freePort() throws(CommandError) -> Int {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw CommandError("No socket: \(String(cString: strerror(errno)))") }
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
                bind(socket, plain, length) == 0 && getsockname(socket, plain, &length) == 0
            }
        }
        guard isBound else { throw CommandError("No free port: \(String(cString: strerror(errno)))") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
