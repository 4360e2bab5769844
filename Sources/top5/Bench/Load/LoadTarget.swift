import Foundation
import Glibc

/// Where a load goes: `http://HOST:PORT` or `unix:PATH`, looked up once.
struct LoadTarget: Sendable {
    /// For the Host header.
    let host: String
    private let family: Int32
    private let address: [UInt8]

    /// - Throws: `CommandError` for what is no such address.
    init(_ text: String) throws(CommandError) {
        if text.hasPrefix("unix:") {
            let path = Array(text.dropFirst("unix:".count).utf8)
            var bytes = [UInt8](repeating: 0, count: MemoryLayout<sockaddr_un>.size)
            let offset = MemoryLayout<sa_family_t>.size
            guard !path.isEmpty, path.count < bytes.count - offset else {
                throw CommandError("'\(text)' is no socket that can be reached: 1 to 107 bytes of path.", status: 2)
            }
            withUnsafeBytes(of: sa_family_t(AF_UNIX)) { bytes.replaceSubrange(0..<offset, with: $0) }
            bytes.replaceSubrange(offset..<offset + path.count, with: path)
            (host, family, address) = ("localhost", AF_UNIX, bytes)
            return
        }
        guard let url = URLComponents(string: text.contains("://") ? text : "http://\(text)"), url.scheme == "http",
            let name = url.host, let port = url.port
        else { throw CommandError("'\(text)' is not http://HOST:PORT or unix:PATH.", status: 2) }
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, String(port), &hints, &found) == 0, let first = found?.pointee,
            let bytes = first.ai_addr
        else { throw CommandError("The host '\(name)' is not known.") }
        defer { freeaddrinfo(found) }
        host = "\(name):\(port)"
        family = first.ai_family
        address = Array(UnsafeRawBufferPointer(start: bytes, count: Int(first.ai_addrlen)))
    }

    /// A connection that doesn't block once it stands.
    /// - Throws: `CommandError` where none can be had.
    func connect() throws(CommandError) -> LoadSocket {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Self.error("opened", errno) }
        let socket = LoadSocket(descriptor)
        let code = address.withUnsafeBytes { bytes in
            Glibc.connect(
                descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
        guard code == 0 else { throw Self.error("made to \(host)", errno) }
        socket.becomeNonBlocking(isTCP: family != AF_UNIX)
        return socket
    }

    private static func error(_ what: String, _ code: Int32) -> CommandError {
        CommandError("A connection can't be \(what): \(String(cString: strerror(code))).")
    }
}
