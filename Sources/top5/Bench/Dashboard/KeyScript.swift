/// Keys, and how each one's effect is known from that of an event: events never move the cursor to another job, type into
/// a prompt or open a screen.
struct KeyScript: Sendable {
    struct Step: Sendable {
        var kind: String
        var keys: String
        /// - Parameters: the screen right before the key, and as it is now.
        var isDone: @Sendable (ScreenGrid, ScreenGrid) -> Bool
    }

    private(set) var steps: [Step] = []
    private var random = SplitMix64(seed: 5)

    /// - Parameter rounds: each has about a hundred keys.
    init(rounds: Int) {
        for _ in 0..<rounds {
            lines()
            pages()
            ends()
            filter()
            focus()
            screens()
        }
    }

    private mutating func add(
        _ kind: String, _ keys: String, _ isDone: @escaping @Sendable (ScreenGrid, ScreenGrid) -> Bool
    ) {
        steps.append(Step(kind: kind, keys: keys, isDone: isDone))
    }

    private static func moved(_ before: ScreenGrid, _ now: ScreenGrid, _ isRight: (Int, Int) -> Bool) -> Bool {
        guard let old = QueuePane(before)?.current, let new = QueuePane(now)?.current else { return false }
        return isRight(old, new)
    }

    private mutating func lines() {
        // The newest is on top, and a job's number grows with its age's opposite.
        for _ in 0..<24 { add("one line down", "j") { Self.moved($0, $1) { $1 == $0 - 1 } } }
        for _ in 0..<12 { add("one line up", "k") { Self.moved($0, $1) { $1 == $0 + 1 } } }
    }

    private mutating func pages() {
        for _ in 0..<8 { add("a page down", "\u{1B}[6~") { Self.moved($0, $1) { $1 < $0 - 1 } } }
        for _ in 0..<4 { add("a page up", "\u{1B}[5~") { Self.moved($0, $1) { $1 > $0 + 1 } } }
    }

    private mutating func ends() {
        add("to the end", "G") { before, now in
            now.contains("going to the end") || Self.moved(before, now) { $1 == 0 && $0 != 0 }
        }
        // Its last page is on its way: the way back begins when it has come.
        add("", "") { QueuePane($1)?.current == 0 }
        add("to the top", "gg") { Self.moved($0, $1) { $1 > $0 + 1 } }
    }

    private mutating func filter() {
        let text = random.once(in: 2) ? "state:failed" : "client:ci-2 cat"
        add("open the filter", "/") { $1[$1.rows - 1].hasPrefix(" / ") }
        for count in 1...text.count {
            let typed = " / " + text.prefix(count)
            add("type a letter", String(typed.last ?? " ")) { _, now in
                let row = now[now.rows - 1]
                return row.hasPrefix(typed) && row.dropFirst(typed.count).first == " "
            }
        }
        add("leave the filter", "\u{1B}") { !$1[$1.rows - 1].hasPrefix(" / ") }
    }

    private mutating func focus() {
        for _ in 0..<6 {
            add("next pane", "\t") { QueuePane($0)?.current != nil && QueuePane($1)?.current == nil }
            add("previous pane", "\u{1B}[Z") { QueuePane($1)?.current != nil }
        }
    }

    private mutating func screens() {
        for screen in ["2", "3"] {
            add("another screen", screen) { QueuePane($1) == nil }
            add("the first screen", "1") { QueuePane($1) != nil }
        }
        add("open the help", "?") { QueuePane($1) == nil }
        add("leave the help", "\u{1B}") { QueuePane($1) != nil }
        add("open a job", "\r") { QueuePane($1) == nil }
        add("leave a job", "\u{1B}") { QueuePane($1) != nil }
    }
}
