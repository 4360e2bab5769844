import EmbeddedServer
import Foundation
import Glibc

/// A Redis server of a bench's own, without a disk as its peer's, on a free port of the loopback.
final class BenchRedis: Sendable {
    let address: QueueAddress
    private let process: ServiceProcess

    /// Does not wait until it answers: a store that is opened on it does.
    /// - Throws: `CommandError` where there is no `redis-server` or it does not start.
    init(in folder: URL) throws {
        let port = try Self.freePort()
        process = try ServiceProcess(
            program: try RedisProgram.path(),
            arguments: [
                "--port", String(port), "--bind", "127.0.0.1", "--dir", folder.path, "--save", "", "--appendonly", "no",
            ], log: folder.appending(path: "redis.log"))
        do {
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
