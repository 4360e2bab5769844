import NIOCore

/// Whether the requests of one connection come fast enough, and stay within the size of any body. It does no input or
/// output itself.
///
/// A header has a fixed time from its first byte; a body has a fixed time and more for each byte that came, so that a slow
/// line is told from one that is kept busy on purpose. Between requests, and while an answer is under way, there is no
/// hurry: that is the idle timeout's.
struct RequestPace {
    enum Verdict: Equatable, Sendable {
        case inTime, headerTooSlow, bodyTooSlow
    }

    private enum Phase {
        case betweenRequests
        case header(since: NIODeadline)
        case body(since: NIODeadline, bytes: Int)
    }

    private let limits: ConnectionLimits
    /// Bytes of a body that the server is made for.
    private let maxBodyBytes: Int
    private var phase = Phase.betweenRequests
    /// Requests whose answer is not complete.
    private(set) var unanswered = 0

    init(limits: ConnectionLimits, maxBodyBytes: Int) {
        self.limits = limits
        self.maxBodyBytes = maxBodyBytes
    }

    /// Bytes came, before anything was understood of them.
    mutating func receivedBytes(at now: NIODeadline) {
        if case .betweenRequests = phase { phase = .header(since: now) }
    }

    mutating func receivedHeader(at now: NIODeadline) {
        phase = .body(since: now, bytes: 0)
        unanswered += 1
    }

    /// - Returns: false when the body is now longer than any that is taken.
    mutating func receivedBody(_ count: Int) -> Bool {
        guard case .body(let since, let bytes) = phase else { return true }
        phase = .body(since: since, bytes: bytes + count)
        return bytes + count <= maxBodyBytes
    }

    mutating func receivedEnd() { phase = .betweenRequests }

    mutating func answered() { unanswered -= 1 }

    /// When what is being received is late; nil while nothing is.
    var deadline: NIODeadline? {
        switch phase {
        case .betweenRequests: nil
        case .header(let since): since + .seconds(Int64(limits.headSeconds))
        case .body(let since, let bytes):
            since + .seconds(Int64(limits.bodySeconds))
                + .milliseconds(Int64(bytes) * 1000 / Int64(limits.bodyBytesPerSecond))
        }
    }

    func verdict(at now: NIODeadline) -> Verdict {
        guard let deadline, now >= deadline else { return .inTime }
        switch phase {
        case .betweenRequests: return .inTime
        // A header may wait until the answer before it is through.
        case .header: return unanswered > 0 ? .inTime : .headerTooSlow
        case .body: return .bodyTooSlow
        }
    }
}
