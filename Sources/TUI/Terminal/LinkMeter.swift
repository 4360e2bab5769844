/// How fast the way to the terminal is: after much has been sent, the terminal is asked whether it has come.
struct LinkMeter: Sendable {
    /// Bytes from which a measurement means something.
    static let worthMeasuring = 2048
    /// Delays up to this are a terminal's own work.
    private static let ownWork = 0.05

    private var sent = 0
    private var sentAt: Duration?
    /// Seconds that an answer takes when nothing much was sent.
    private var latency: Double?
    private var measured: Double?
    /// A terminal that has never answered is not asked again, nor waited for.
    private(set) var hasAnswered = false
    private var questions = 0

    /// A question is on its way.
    var isWaiting: Bool { sentAt != nil }
    /// One of the first two questions may still be answered, or one has been.
    var canAsk: Bool { !isWaiting && (hasAnswered || questions < 2) }
    /// The first question is worth asking after any frame: it tells that the terminal is there.
    var isNew: Bool { questions == 0 }

    /// A question has been sent behind so many bytes.
    mutating func asked(after bytes: Int, at now: Duration) {
        questions += 1
        sent = bytes
        sentAt = now
    }

    /// The terminal answers as only one on the same machine does, or on one close by: bytes that it sends together come
    /// together.
    var isNear: Bool { (latency ?? .infinity) < 0.02 }

    /// An answer to a question behind which nothing was waiting.
    mutating func delayed(_ elapsed: Duration) {
        latency = min(latency ?? .infinity, max(0, elapsed / .seconds(1)))
    }

    mutating func answered(at now: Duration) {
        guard let sentAt else { return }
        self.sentAt = nil
        hasAnswered = true
        let elapsed = max(0, (now - sentAt) / .seconds(1))
        guard sent >= Self.worthMeasuring else { return }
        let transfer = elapsed - min(latency ?? 0, elapsed * 0.9)
        let rate = transfer > Self.ownWork ? Double(sent) / transfer : .infinity
        // A link that was slow and is fast once has been idle, perhaps: it must show it twice.
        measured = measured.map { rate > $0 * 4 ? $0 * 4 : (rate + $0) / 2 } ?? rate
    }

    /// A power of two, so that it seldom changes; nil: fast, or not known.
    var bytesPerSecond: Int? {
        guard let measured, measured < Double(1 << 22) else { return nil }
        var rounded = 1
        while Double(rounded * 2) <= measured { rounded *= 2 }
        return rounded
    }
}
