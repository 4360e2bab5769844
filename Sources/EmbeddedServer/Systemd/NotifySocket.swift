import API
import Foundation
import Glibc

/// What systemd tells a service of type `notify` in its environment.
///
/// Protocol: https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html
package struct NotifySocket: Sendable, Equatable {
    /// Where it listens: a path, or `@NAME` in the abstract namespace.
    package var address: String
    /// The longest silence, after which it kills the service; nil: it does not watch.
    package var watchdog: Duration?

    package init(address: String, watchdog: Duration? = nil) {
        self.address = address
        self.watchdog = watchdog
    }

    /// nil where no service manager listens.
    package init?(environment: [String: String], process: Int32 = getpid()) {
        guard let given = environment["NOTIFY_SOCKET"], given.hasPrefix("/") || given.hasPrefix("@") else { return nil }
        address = given
        // With another process' number the wish is for that one.
        let isOurs = environment["WATCHDOG_PID"].map { Int32($0) == process } ?? true
        if isOurs, let microseconds = environment["WATCHDOG_USEC"].flatMap({ Int64($0) }), microseconds > 0 {
            watchdog = .microseconds(microseconds)
        }
    }

    /// Sends one message of `NAME=value` lines, without waiting.
    /// - Throws: `ServiceError` with the system's words.
    func send(_ message: String) throws(ServiceError) {
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        let path = Array(address.utf8)
        let room = MemoryLayout.size(ofValue: name.sun_path)
        guard path.count < room else {
            throw ServiceError(.internalError, "NOTIFY_SOCKET has \(path.count) bytes; an address holds \(room - 1).")
        }
        withUnsafeMutableBytes(of: &name.sun_path) { bytes in
            bytes.copyBytes(from: path)
            // A zero byte in the first place means the abstract namespace.
            if path.first == UInt8(ascii: "@") { bytes[0] = 0 }
        }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size - room + path.count)
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Self.failure(errno) }
        defer { close(descriptor) }
        let bytes = Array(message.utf8)
        let sent = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL), $0, length)
            }
        }
        guard sent == bytes.count else { throw Self.failure(errno) }
    }

    private static func failure(_ code: Int32) -> ServiceError {
        ServiceError(.internalError, "The service manager cannot be told: \(String(cString: strerror(code))).")
    }
}
