import API
import Client
import Foundation
import Glibc
import Synchronization

/// A service of the wire that a test makes up as it goes: it may answer nonsense, be slow, end and come back at the same
/// socket. Plain sockets on threads of its own.
final class LooseService: Sendable {
    enum Reply: Sendable {
        case json(String)
        /// An event stream with these pieces, which stays open until the service is stopped.
        case events(String)
        case status(Int)
        /// Nothing at all.
        case silence
    }

    private struct State {
        var listener: Int32 = -1
        var connections: Set<Int32> = []
        var streams: Set<Int32> = []
        var requests: [String] = []
        var reply: @Sendable (String) -> Reply
    }

    let path: String
    private let state: Mutex<State>

    /// - Parameters:
    ///   - path: of the socket.
    ///   - reply: to a request's line, `GET /v1/stats HTTP/1.1`.
    init(at path: String, reply: @escaping @Sendable (String) -> Reply) {
        self.path = path
        state = Mutex(State(reply: reply))
    }

    deinit { stop() }

    var requests: [String] { state.withLock { $0.requests } }

    func answer(_ reply: @escaping @Sendable (String) -> Reply) { state.withLock { $0.reply = reply } }

    func start() throws {
        unlink(path)
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, listen(listener, 16) == 0 else { throw ClientError(.file, "no socket at \(path)") }
        state.withLock { $0.listener = listener }
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0, let self else { return }
                self.state.withLock { _ = $0.connections.insert(connection) }
                Thread.detachNewThread { [weak self] in self?.serve(connection) }
            }
        }
    }

    /// Ends every connection, as the end of the process does.
    func stop() {
        let (listener, connections) = state.withLock { state in
            defer {
                state.listener = -1
                state.connections = []
                state.streams = []
            }
            return (state.listener, state.connections)
        }
        if listener >= 0 {
            shutdown(listener, Int32(SHUT_RDWR))
            close(listener)
        }
        for connection in connections { shutdown(connection, Int32(SHUT_RDWR)) }
    }

    /// Sends a piece on every open event stream.
    func publish(_ piece: String) {
        for stream in state.withLock({ $0.streams }) { send(stream, Self.chunk(piece)) }
    }

    private func serve(_ connection: Int32) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
            while let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
                bytes.removeFirst(end.upperBound)
                answer(head.components(separatedBy: "\r\n")[0], on: connection)
            }
        }
        state.withLock { state in
            state.connections.remove(connection)
            state.streams.remove(connection)
        }
        close(connection)
    }

    private func answer(_ line: String, on connection: Int32) {
        let reply = state.withLock { state in
            state.requests.append(line)
            return state.reply
        }
        switch reply(line) {
        case .json(let text):
            send(
                connection,
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: \(text.utf8.count)\r\n\r\n\(text)"
            )
        case .status(let status): send(connection, "HTTP/1.1 \(status) No\r\ncontent-length: 0\r\n\r\n")
        case .events(let text):
            send(
                connection,
                "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                    + (text.isEmpty ? "" : Self.chunk(text)))
            state.withLock { _ = $0.streams.insert(connection) }
        case .silence: break
        }
    }

    private static func chunk(_ text: String) -> String {
        "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
    }

    private func send(_ connection: Int32, _ text: String) {
        _ = text.withCString { Glibc.send(connection, $0, text.utf8.count, Int32(MSG_NOSIGNAL)) }
    }
}
