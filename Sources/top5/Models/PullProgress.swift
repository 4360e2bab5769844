import Client
import Foundation

/// How far a download is, with a bar on a terminal; what it waits for is said in a line of its own.
final class PullProgress: Sendable {
    private let name: String
    private let line = ProgressLine()

    init(_ name: String) {
        self.name = name
    }

    func note(_ progress: DownloadProgress) {
        guard let reason = progress.waitingAfter else {
            return line.note { Self.line(name, progress, bar: line.isTerminal) }
        }
        line.clear()
        StandardError.write("top5: \(shown(reason.message)) Going on in a moment.\n")
    }

    /// Takes the rewritten line away.
    func end() { line.clear() }

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
