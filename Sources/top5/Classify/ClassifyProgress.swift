import Foundation

/// How far a run is, on standard error: a line that is rewritten on a terminal; elsewhere one every ten seconds.
struct ClassifyProgress {
    let total: Int
    private(set) var done = 0
    private(set) var failed = 0
    private let start = ContinuousClock.now
    private var lastLine = ContinuousClock.now
    private var isShown = false

    init(total: Int) {
        self.total = total
        show()
    }

    mutating func note(_ outcome: ClassifyOutcome) {
        done += 1
        if case .failure = outcome.result { failed += 1 }
        show()
    }

    /// Takes the rewritten line away, so that results don't run into it.
    mutating func clear() {
        if isShown { StandardError.write("\r\u{1B}[K") }
        isShown = false
    }

    mutating func end() {
        clear()
        guard total > 1 else { return }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        StandardError.write(
            String(
                format: "%d images in %.1f s (%.1f a second)%@\n", done, seconds, Double(done) / max(seconds, 0.001),
                failed > 0 ? ", \(failed) failed" : ""))
    }

    private mutating func show() {
        guard total > 1, done < total else { return }
        let line = "\(done) of \(total)" + (failed > 0 ? ", \(failed) failed" : "")
        if StandardError.isTerminal {
            StandardError.write("\r\u{1B}[K\(line)")
            isShown = true
        } else if ContinuousClock.now - lastLine > .seconds(10) {
            StandardError.write(line + "\n")
            lastLine = .now
        }
    }
}
