/// How far a drill is, on standard error: a line that is rewritten on a terminal; elsewhere one every ten seconds.
struct DrillProgress {
    private var lastLine = ContinuousClock.now
    private var isShown = false

    /// Between two lines on a terminal: thousands of files a second must not become thousands of lines.
    private static let pause = Duration.milliseconds(100)

    mutating func show(_ tally: DrillTally) {
        let isTerminal = StandardError.isTerminal
        guard ContinuousClock.now - lastLine > (isTerminal ? Self.pause : .seconds(10)) else { return }
        lastLine = .now
        let trouble = tally.failures.isEmpty ? "" : ", \(tally.crashes) crashes, \(tally.hangs) hangs"
        let line = "\(tally.done) of \(tally.total), \(tally.decoded) decoded\(trouble)"
        StandardError.write(isTerminal ? "\r\u{1B}[K\(line)" : line + "\n")
        isShown = isTerminal
    }

    /// Takes the rewritten line away, so that the results don't run into it.
    mutating func end() {
        if isShown { StandardError.write("\r\u{1B}[K") }
        isShown = false
    }
}
