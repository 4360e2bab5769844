/// When the next frame may be sent: sixty a second on a good link, and on a slow one as many as its bytes allow.
///
/// What a key does, and what is said, is shown at once, whatever it costs; what happens by itself then waits until that is made up for.
package struct FramePace: Sendable {
    /// Between two frames.
    static let interval = Duration.milliseconds(16)
    /// Between two frames where somebody waits for the second: as short as a storm of keys allows.
    static let urgentInterval = Duration.milliseconds(3)
    /// Bytes a second that a slow link is given.
    package static let slowRate = 1_700.0
    /// A frame that took so long to send has met a link that is full.
    private static let congestion = Duration.milliseconds(50)
    /// Bytes a second below which a link counts as slow, when seen on so many large frames in a row.
    private static let slowBelow = 20_000.0
    private static let proofs = 3
    /// Until then nothing has to be made up for: the first screens come as fast as they can.
    private static let start = Duration.seconds(3)
    /// Bytes: whatever was sent, something new is shown after five seconds.
    private static let mostDebt = 5 * slowRate

    package private(set) var isSlow: Bool
    private var sentAt: Duration?
    /// Bytes beyond what the link has been given by now, as of `sentAt`.
    private var debt = 0.0
    /// How long a full link is left alone.
    private var rest = Duration.zero
    private var slowFrames = 0

    package init(isSlow: Bool) {
        self.isSlow = isSlow
    }

    /// The earliest time for the next frame.
    /// - Parameter isUrgent: somebody has pressed a key, the size has changed, or a sentence is said.
    package func due(isUrgent: Bool) -> Duration {
        guard let sentAt else { return .zero }
        if isUrgent { return sentAt + Self.urgentInterval }
        let soonest = sentAt + Self.interval
        let paid = isSlow ? sentAt + .milliseconds(Int(debt / Self.slowRate * 1000)) : .zero
        return max(soonest, sentAt + rest, paid)
    }

    /// - Parameters:
    ///   - bytes: that the frame has cost, about.
    ///   - start: when it was begun. - end: when the terminal had taken it.
    /// - Returns: whether the link has just turned out to be slow.
    package mutating func sent(_ bytes: Int, from start: Duration, to end: Duration) -> Bool {
        let since = sentAt.map { (start - $0) / .seconds(1) } ?? 0
        debt = max(0, debt - max(0, since) * Self.slowRate) + Double(bytes)
        debt = end < Self.start ? 0 : min(debt, Self.mostDebt)
        sentAt = end
        let took = end - start
        rest = took > Self.congestion ? min(.seconds(2), took * 4) : .zero
        guard took > Self.congestion, bytes > 500 else {
            if bytes > 500 { slowFrames = 0 }
            return false
        }
        let rate = Double(bytes) / max(0.001, took / .seconds(1))
        slowFrames = rate < Self.slowBelow ? slowFrames + 1 : 0
        guard slowFrames >= Self.proofs, !isSlow else { return false }
        isSlow = true
        return true
    }
}
