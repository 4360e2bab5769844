import Synchronization

/// How far long work is, on standard error: a line that is rewritten on a terminal; elsewhere one every ten seconds.
final class ProgressLine: Sendable {
    private struct State {
        var isShown = false
        var last = ContinuousClock.now
    }

    let isTerminal = StandardError.isTerminal
    private let state = Mutex(State())

    /// - Parameter text: one line; made only where it is shown.
    func note(_ text: () -> String) {
        state.withLock { state in
            let now = ContinuousClock.now
            guard now - state.last >= (isTerminal ? .milliseconds(100) : .seconds(10)) else { return }
            state.last = now
            StandardError.write(isTerminal ? "\r\u{1B}[K\(text())" : "top5: \(text())\n")
            state.isShown = isTerminal
        }
    }

    /// Takes the rewritten line away.
    func clear() {
        state.withLock { state in
            if state.isShown { StandardError.write("\r\u{1B}[K") }
            state.isShown = false
        }
    }
}
