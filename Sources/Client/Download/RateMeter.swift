/// Bytes a second over a sliding window.
struct RateMeter: Sendable {
    private var marks: [(at: ContinuousClock.Instant, bytes: Int64)] = []
    private let window: Duration
    /// Marks are at least this far apart, so that a fast stream keeps few of them.
    private let step: Duration

    /// - Parameter window: default 5 s.
    init(window: Duration = .seconds(5)) {
        self.window = window
        step = window / 20
    }

    /// - Parameter bytes: received so far.
    mutating func note(_ bytes: Int64, at now: ContinuousClock.Instant) {
        if let last = marks.last, marks.count > 1, now - last.at < step {
            marks[marks.count - 1].bytes = bytes
        } else {
            marks.append((now, bytes))
        }
        // One mark from before the window stays, so that the window is covered.
        while marks.count > 2, now - marks[1].at >= window { marks.removeFirst() }
    }

    /// nil for less than a step's time.
    func rate(at now: ContinuousClock.Instant) -> Double? {
        guard let first = marks.first, let last = marks.last, now - first.at >= step else { return nil }
        return Double(last.bytes - first.bytes) / ((now - first.at) / .seconds(1))
    }
}
