import Glibc
import TestSupport

/// A TCP connection that sends what no HTTP library would, and reads only when asked to.
final class RawConnection {
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
        guard send(descriptor, text, text.utf8.count, 0) == text.utf8.count else {
            throw ChildProcess.Failure("cannot send to port \(port)")
        }
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

    func close() {
        Glibc.close(descriptor)
    }
}
