import Foundation
import TUI

/// The end of a drill, for people and for scripts: a name and a value a line.
struct DrillTable {
    let tally: DrillTally
    let mutator: FileMutator
    /// Where the file of each failure was saved, or why it was not, in the order of the tally's failures.
    let kept: [String]

    var text: String {
        var lines = [
            ("corpus", mutator.corpus.summary), ("seed", "\(mutator.seed)"),
            ("files", "\(tally.done) of \(tally.total)"),
            ("decoded", "\(tally.decoded)"),
        ]
        lines += tally.refused.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
        if let slowest = tally.slowest {
            lines.append(("slowest", "\(String(format: "%.0f", slowest.milliseconds)) ms, index \(slowest.index)"))
        }
        if tally.peakKiB > 0 { lines.append(("peak memory of a child", "\(tally.peakKiB >> 10) MiB")) }
        lines += [
            ("crashes", "\(tally.crashes)"), ("hangs", "\(tally.hangs)"),
            ("errors without a code", Self.list(tally.uncoded)),
        ]
        let width = lines.map(\.0.count).max() ?? 0
        let table = lines.map { name, value in name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + value }
        return (table + failures).map { $0 + "\n" }.joined()
    }

    private var failures: [String] {
        zip(tally.failures, kept).map { failure, place in
            let words = failure.errors.isEmpty ? "" : "\n  " + ShownText.sanitise(failure.errors)
            let when = failure.isAfterReport ? "after" : "in"
            return "\(failure.name) \(when) index \(failure.index): \(ShownText.sanitise(place))\(words)"
        } + tally.losses.map { "files left out: \(ShownText.sanitise($0))" }
    }

    /// `3: index 4, 17, 29`, ten of them at most.
    private static func list(_ indexes: [Int]) -> String {
        guard !indexes.isEmpty else { return "0" }
        let shown = indexes.sorted().prefix(10).map(String.init).joined(separator: ", ")
        return "\(indexes.count): index \(shown)\(indexes.count > 10 ? ", …" : "")"
    }
}
