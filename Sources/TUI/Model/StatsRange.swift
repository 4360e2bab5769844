/// How far back the plots look.
package enum StatsRange: Int, Sendable, Equatable, CaseIterable {
    case minute = 60
    case fiveMinutes = 300
    case quarter = 900
    case hour = 3600
    case sixHours = 21_600
    case day = 86_400

    package var seconds: Int { rawValue }

    /// Seconds of one point, so that the range has as many as fit, at most `most`; whole buckets of the level that is kept
    /// for so long.
    package func step(most: Int) -> Int {
        let bucket = StatsHistory.levels.first { $0.seconds * $0.capacity >= seconds }?.seconds ?? seconds
        let wanted = max(1, most)
        var step = bucket
        while step < seconds, seconds / step > wanted || !seconds.isMultiple(of: step) { step += bucket }
        return min(step, seconds)
    }

    /// The next longer or shorter one; itself at the end.
    package func moved(by step: Int) -> Self {
        let all = Self.allCases
        let index = (all.firstIndex(of: self) ?? 0) + step
        return all[min(max(0, index), all.count - 1)]
    }
}
