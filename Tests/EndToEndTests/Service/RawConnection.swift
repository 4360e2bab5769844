import Foundation
import Glibc
import TestSupport

/// A TCP connection that sends what no HTTP library would, and reads only when asked to.
final class RawConnection: Sendable {
    private let descriptor: Int32

    /// Connects and sends `text`.
    /// - Parameter address: `http://127.0.0.1:PORT`.
    init(to address: String, sending text: String) throws {
        guard let port = address.split(separator: ":").last.flatMap({ UInt16($0) }) else {
            throw ChildProcess.Failure("\(address) has no port")
        }
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var small: Int32 = 4096
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &small, socklen_t(MemoryLayout<Int32>.size))
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw ChildProcess.Failure("cannot connect to port \(port)") }
        guard send(text) else { throw ChildProcess.Failure("cannot send to port \(port)") }
    }

    /// - Returns: false when the other side has closed.
    @discardableResult
    func send(_ text: String) -> Bool {
        Glibc.send(descriptor, text, text.utf8.count, Int32(MSG_NOSIGNAL)) == text.utf8.count
    }

    /// Sends a letter every 0.2 s until the other side closes, for at most `seconds`, on a thread of its own.
    func drip(seconds: Int = 30) {
        Thread.detachNewThread { [self] in
            for _ in 0..<seconds * 5 where send("a") { usleep(200_000) }
        }
    }

    /// What comes until `isEnough`, or until the other side closes or is silent for 10 s; read on a thread of its own.
    func read(until isEnough: @escaping @Sendable (String) -> Bool = { _ in false }) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [self] in
                var answer: [UInt8] = []
                var chunk = [UInt8](repeating: 0, count: 65_536)
                repeat {
                    let count = recv(descriptor, &chunk, chunk.count, 0)
                    guard count > 0 else { break }
                    answer += chunk[..<count]
                } while !isEnough(String(decoding: answer, as: UTF8.self))
                continuation.resume(returning: String(decoding: answer, as: UTF8.self))
            }
        }
    }

    /// The status of the next answer; nil when there is none.
    func status() async -> Int? {
        let line = await read { $0.contains("\r\n") }.prefix { $0 != "\r\n" }
        return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }

    /// Everything until the other side closes or is silent for 10 s.
    func readToEnd() -> String {
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
            answer += chunk[..<count]
        }
    }

    /// The state in which the kernel has the other end of this connection, as /proc/net/tcp writes it: 01 is established;
    /// nil when it is gone.
    func stateOfOtherEnd() throws -> String? {
        func port(_ get: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32) -> String {
            var address = sockaddr_in()
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            _ = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { get(descriptor, $0, &length) }
            }
            return String(format: ":%04X", UInt16(bigEndian: address.sin_port))
        }
        let (own, other) = (port(getsockname), port(getpeername))
        return try String(contentsOfFile: "/proc/net/tcp", encoding: .utf8).split(separator: "\n").lazy
            .map { $0.split(separator: " ") }
            .first { $0.count > 3 && $0[1].hasSuffix(other) && $0[2].hasSuffix(own) }.map { String($0[3]) }
    }

    func close() {
        Glibc.close(descriptor)
    }
}
