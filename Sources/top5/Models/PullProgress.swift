import Client
import Foundation
import Synchronization

/// How far a download is, on standard error: a bar that is rewritten on a terminal; elsewhere a line every ten seconds.
final class PullProgress: Sendable {
    private struct State {
        var isShown = false
        var last: ContinuousClock.Instant
        /// So that each reason is said once a try.
        var lastReason: String?
    }

    private let name: String
    private let isTerminal = StandardError.isTerminal
    private let state: Mutex<State>

    init(_ name: String) {
        self.name = name
        state = Mutex(State(last: .now))
    }

    func note(_ progress: DownloadProgress) {
        state.withLock { state in
            let now = ContinuousClock.now
            if let reason = progress.waitingAfter {
                clear(&state)
                StandardError.write("top5: \(shown(reason.message)) Going on in a moment.\n")
                return
            }
            guard now - state.last >= (isTerminal ? .milliseconds(100) : .seconds(10)) else { return }
            state.last = now
            let line = Self.line(name, progress, bar: isTerminal)
            StandardError.write(isTerminal ? "\r\u{1B}[K\(line)" : "top5: \(line)\n")
            state.isShown = isTerminal
        }
    }

    /// Takes the rewritten line away.
    func end() { state.withLock { clear(&$0) } }

    private func clear(_ state: inout State) {
        if state.isShown { StandardError.write("\r\u{1B}[K") }
        state.isShown = false
    }

    /// At most 79 cells with a name of 20.
    static func line(_ name: String, _ progress: DownloadProgress, bar: Bool) -> String {
        var parts = [shown(name)]
        if let total = progress.total, total > 0 {
            let share = Double(progress.bytes) / Double(total)
            if bar {
                let filled = Bar.text(share, width: 16)
                parts.append(filled + String(repeating: " ", count: max(0, 16 - filled.count)))
            }
            parts.append(String(format: "%3.0f %%", share * 100))
            parts.append("\(ByteText.of(progress.bytes)) of \(ByteText.of(total))")
        } else {
            parts.append(ByteText.of(progress.bytes))
        }
        if let rate = progress.rate { parts.append("\(ByteText.of(Int64(rate)))/s") }
        if let left = progress.secondsLeft { parts.append("\(duration(left)) left") }
        return parts.joined(separator: "  ")
    }

    private static func duration(_ seconds: Double) -> String {
        switch seconds {
        case ..<60: "\(Int(seconds.rounded(.up))) s"
        case ..<3_600: "\(Int((seconds / 60).rounded(.up))) min"
        default: "\(Int((seconds / 3_600).rounded(.up))) h"
        }
    }
}
