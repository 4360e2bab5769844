package import Foundation
import Glibc

/// A real datagram socket that listens as a service manager does, closed with its last reference.
package final class DatagramSocket: Sendable {
    /// As in `NOTIFY_SOCKET`.
    package let address: String
    private let descriptor: Int32
    private let folder: TemporaryFolder?

    /// - Parameter abstract: without a file, in Linux' abstract namespace.
    package init(abstract: Bool = false) throws {
        folder = abstract ? nil : try TemporaryFolder("notify")
        address = folder?.file("s").path ?? "@top5-\(UUID().uuidString)"
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array((abstract ? "\0" + address.dropFirst() : address[...]).utf8)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let bound = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        guard bound == 0 else { throw ChildProcess.Failure("bind \(address): \(String(cString: strerror(errno)))") }
    }

    deinit { close(descriptor) }

    /// What has come and was not taken yet.
    package func messages() -> [String] {
        var all: [String] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            guard count >= 0 else { return all }
            all.append(String(decoding: buffer.prefix(count), as: UTF8.self))
        }
    }
}
