import Foundation
import Glibc
import Synchronization

/// A real HTTP server on loopback whose answers a test writes itself, byte for byte; one answer a connection.
package final class ScriptedHTTPServer: Sendable {
    /// The connection that a request came over, on a thread of its own.
    package struct Connection: Sendable {
        fileprivate let descriptor: Int32

        /// - Returns: false when the other side has closed.
        @discardableResult
        package func send(_ bytes: some Sequence<UInt8>) -> Bool {
            let bytes = Array(bytes)
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }

        @discardableResult
        package func send(_ text: String) -> Bool { send(text.utf8) }

        /// A whole answer.
        package func answer(_ status: String = "200 OK", _ fields: [String] = [], body: some Collection<UInt8>) {
            let head = ["HTTP/1.1 \(status)", "Content-Length: \(body.count)", "Connection: close"] + fields
            send(head.joined(separator: "\r\n") + "\r\n\r\n")
            send(body)
        }

        package func redirect(to location: String) {
            answer("302 Found", ["Location: \(location)"], body: [])
        }

        /// Returns once the other side has closed.
        package func waitForClose() {
            var byte: UInt8 = 0
            while recv(descriptor, &byte, 1, 0) > 0 {}
        }
    }

    private final class Requests: Sendable {
        let heads = Mutex<[String]>([])
    }

    package let port: Int
    private let listener: Int32
    private let received = Requests()

    /// The heads of all requests so far.
    package var requests: [String] { received.heads.withLock { $0 } }

    /// - Parameter script: gets the path; what it leaves open is closed when it returns.
    /// - Throws: `ChildProcess.Failure` where there is no such address.
    package init(
        onIPv6: Bool = false, _ script: @escaping @Sendable (_ path: String, _ connection: Connection) -> Void
    ) throws {
        let listener = socket(onIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        guard let port = Self.listen(listener, onIPv6: onIPv6) else {
            close(listener)
            throw ChildProcess.Failure("cannot listen on loopback (\(onIPv6 ? "IPv6" : "IPv4"))")
        }
        self.port = port
        let received = received
        Thread.detachNewThread {
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { return }
                Thread.detachNewThread {
                    let head = Self.head(from: descriptor)
                    received.heads.withLock { $0.append(head) }
                    let path = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
                    script(path, Connection(descriptor: descriptor))
                    shutdown(descriptor, Int32(SHUT_RDWR))
                    close(descriptor)
                }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func head(from descriptor: Int32) -> String {
        var head: [UInt8] = []
        var byte: UInt8 = 0
        while !head.suffix(4).elementsEqual([13, 10, 13, 10]), recv(descriptor, &byte, 1, 0) == 1 { head.append(byte) }
        return String(decoding: head, as: UTF8.self)
    }

    /// The port; nil when it cannot be bound.
    private static func listen(_ descriptor: Int32, onIPv6: Bool) -> Int? {
        var four = sockaddr_in()
        four.sin_family = sa_family_t(AF_INET)
        four.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var six = sockaddr_in6()
        six.sin6_family = sa_family_t(AF_INET6)
        six.sin6_addr = in6addr_loopback
        func bound<Address>(_ address: inout Address) -> Bool {
            withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    var length = socklen_t(MemoryLayout<Address>.size)
                    return bind(descriptor, pointer, length) == 0 && Glibc.listen(descriptor, 64) == 0
                        && getsockname(descriptor, pointer, &length) == 0
                }
            }
        }
        guard onIPv6 ? bound(&six) : bound(&four) else { return nil }
        return Int(UInt16(bigEndian: onIPv6 ? six.sin6_port : four.sin_port))
    }
}
