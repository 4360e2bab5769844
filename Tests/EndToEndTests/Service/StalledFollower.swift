import Glibc
import TestSupport

/// A connection that asks for the events and never reads an answer.
final class StalledFollower {
    private let descriptor: Int32

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var small: Int32 = 4096
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &small, socklen_t(MemoryLayout<Int32>.size))
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
        let request = "GET /v1/events?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n"
        guard send(descriptor, request, request.utf8.count, 0) == request.utf8.count else {
            throw ChildProcess.Failure("cannot send to port \(port)")
        }
    }

    func close() {
        Glibc.close(descriptor)
    }
}
