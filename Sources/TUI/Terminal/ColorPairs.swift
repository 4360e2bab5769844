/// Numbers for pairs of foreground and background, given out in order: curses shows colours only in numbered pairs.
struct ColorPairs: Sendable {
    private var numbers: [UInt64: Int32] = [:]
    private let limit: Int
    /// All have been forgotten, and the screen was cleared for that.
    var isFresh = false

    /// - Parameter limit: how many the terminal has, pair 0 counted.
    init(limit: Int) {
        self.limit = limit
    }

    enum Answer: Equatable {
        case known(Int32)
        /// To be defined before use.
        case new(Int32)
        case exhausted
    }

    mutating func number(foreground: Int32, background: Int32) -> Answer {
        if foreground < 0, background < 0 { return .known(0) }
        let key = UInt64(UInt32(bitPattern: foreground)) << 32 | UInt64(UInt32(bitPattern: background))
        if let number = numbers[key] { return .known(number) }
        guard numbers.count + 1 < limit else { return .exhausted }
        let number = Int32(numbers.count + 1)
        numbers[key] = number
        return .new(number)
    }

    mutating func forgetAll() {
        numbers.removeAll(keepingCapacity: true)
        isFresh = true
    }
}
