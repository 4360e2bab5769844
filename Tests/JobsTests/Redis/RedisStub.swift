import Foundation
import Glibc
import TestSupport

/// A socket that answers each command in the same way, or not at all.
final class RedisStub: Sendable {
    let port: Int
    private let listener: Int32

    /// - Parameter answer: a reply of the protocol without its end; nil: none.
    init(answering answer: String?) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isBound else { throw ChildProcess.Failure("no socket to listen on: \(errno)") }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [listener] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                Thread.detachNewThread { Self.serve(connection, answer) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func serve(_ connection: Int32, _ answer: String?) {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(connection, &bytes, bytes.count), count > 0 {
            guard let answer else { continue }
            let text = Array("\(answer)\r\n".utf8)
            _ = send(connection, text, text.count, Int32(MSG_NOSIGNAL))
        }
        close(connection)
    }
}
