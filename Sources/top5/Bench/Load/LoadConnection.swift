import Glibc

/// One connection of a load and what it is about.
struct LoadConnection {
    enum Phase: Equatable {
        /// Nothing to do: it may submit.
        case idle
        /// A submission is on its way, or its answer.
        case submitting
        /// Its job is at work; somebody else tells when it ends.
        case waiting
        /// It asks for its job.
        case asking
        /// Nothing until then: `submitting` or `asking` comes next.
        case resting(until: ContinuousClock.Instant, asksNext: Bool)
    }

    let index: Int
    var phase = Phase.idle
    /// When its submission began.
    var begun = ContinuousClock.now
    /// Of its job; nil before the 202.
    var id: String?
    var reader = ResponseReader()
    private var socket: LoadSocket
    private var parts: [[UInt8]] = []
    private var part = 0
    private var offset = 0

    init(index: Int, target: LoadTarget) throws(CommandError) {
        self.index = index
        socket = try target.connect()
    }

    var descriptor: Int32 { socket.descriptor }
    var isSending: Bool { part < parts.count }
    /// Bytes are to be expected from the other side.
    var isBusy: Bool { phase == .submitting || phase == .asking }

    /// - Throws: `CommandError` where the other side had closed the connection and gives no other.
    mutating func send(_ parts: [[UInt8]], target: LoadTarget) throws(CommandError) {
        if reader.closesConnection { socket = try target.connect() }
        reader = ResponseReader()
        (self.parts, part, offset) = (parts, 0, 0)
        if !flush() { try sendAgain(target) }
    }

    /// The other side may close an idle connection in the moment in which a request goes out on it.
    mutating func sendAgain(_ target: LoadTarget) throws(CommandError) {
        socket = try target.connect()
        reader = ResponseReader()
        (part, offset) = (0, 0)
        guard flush() else { throw CommandError("\(target.host) closes every connection.") }
    }

    /// Sends what goes. - Returns: false when the connection is gone.
    mutating func flush() -> Bool {
        while part < parts.count {
            guard let sent = socket.send(parts[part], from: offset, more: part + 1 < parts.count) else { return false }
            offset += sent
            guard offset == parts[part].count else { return true }
            (part, offset) = (part + 1, 0)
        }
        return true
    }

    /// Reads what is there. - Returns: false when the connection is gone.
    mutating func fill(_ buffer: inout [UInt8]) throws(CommandError) -> Bool {
        while let count = socket.receive(into: &buffer) {
            if count == 0 { return true }
            do throws(ResponseReader.NotHTTP) {
                try reader.feed(buffer[..<count])
            } catch {
                throw CommandError("The service answered with what is no HTTP.")
            }
            if reader.isComplete || count < buffer.count { return true }
        }
        return false
    }

    /// Reads what is there and forgets it. - Returns: false when the connection is gone.
    func discard(_ buffer: inout [UInt8]) -> Bool {
        while let count = socket.receive(into: &buffer) {
            if count < buffer.count { return true }
        }
        return false
    }
}
