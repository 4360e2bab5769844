import Glibc

/// One request after another over one connection. Blocks.
struct LoadExchange {
    private let socket: LoadSocket
    private let host: String
    private var reader = ResponseReader()

    struct Answer {
        var status: Int
        var body: [UInt8]
        var milliseconds: Double
    }

    /// - Throws: `CommandError` where the service can't be reached.
    init(_ target: LoadTarget) throws(CommandError) {
        socket = try target.connect()
        host = target.host
    }

    /// A request on a connection of its own.
    static func once(_ target: LoadTarget, _ method: String, _ path: String) throws(CommandError) -> Answer {
        var exchange = try LoadExchange(target)
        return try exchange.send(method, path)
    }

    /// - Throws: `CommandError` when no answer comes within a minute.
    mutating func send(_ method: String, _ path: String) throws(CommandError) -> Answer {
        let request = Array("\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\nContent-Length: 0\r\n\r\n".utf8)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let begun = ContinuousClock.now
        var sent = 0
        do {
            try reader.beginNext()
            while sent < request.count {
                guard let count = socket.send(request, from: sent) else { throw lost(path) }
                sent += count
                if count == 0 { _ = socket.wait(for: POLLOUT, milliseconds: 60_000) }
            }
            while !reader.isComplete {
                guard socket.wait(for: POLLIN, milliseconds: 60_000), let count = socket.receive(into: &buffer) else {
                    throw lost(path)
                }
                try reader.feed(buffer[..<count])
            }
        } catch let error as CommandError {
            throw error
        } catch {
            throw CommandError("\(host) answered \(path) with what is no HTTP.")
        }
        return Answer(
            status: reader.status ?? 0, body: reader.body,
            milliseconds: (ContinuousClock.now - begun) / .milliseconds(1))
    }

    private func lost(_ path: String) -> CommandError { CommandError("\(host) did not answer \(path).") }
}
