import Foundation
import Inference
import TUI

/// For people: a block a file, a bar a class.
struct TableReport: ClassifyReport {
    let model: String
    let explain: Bool
    private var isFirst = true
    /// Cells of a bar for the score 1.
    private static let barWidth = 24

    init(model: String, explain: Bool) {
        self.model = model
        self.explain = explain
    }

    mutating func begin() throws(CommandError) {}

    mutating func add(_ outcome: ClassifyOutcome) throws(CommandError) {
        var text = isFirst ? "" : "\n"
        isFirst = false
        text += ShownText.sanitise(outcome.file)
        switch outcome.result {
        case .success(let result):
            let header = result.header
            text += "  \(header.width)x\(header.height) \(header.format.rawValue.uppercased())"
            text += "  \(ShownText.sanitise(result.model))  \(String(format: "%.0f", outcome.milliseconds)) ms\n"
            if explain { text += Explanation(result).lines.map { "  \($0)\n" }.joined() }
            let labels = result.top.map { ShownText.truncate(ShownText.sanitise($0.label), to: 40) }
            let width = labels.map(DisplayWidth.of).max() ?? 0
            for (line, label) in zip(result.top, labels) {
                let padding = String(repeating: " ", count: width - DisplayWidth.of(label))
                let bar = Bar.text(line.score, width: Self.barWidth)
                text += "  \(label)\(padding)  \(String(format: "%.4f", line.score))  \(bar)\n"
            }
        case .failure(let error):
            let step = error.step.map { " while \($0.rawValue)" } ?? ""
            text += "\n  failed\(step): \(ShownText.sanitise(error.message)) [\(error.code.rawValue)]\n"
        }
        try StandardOutput.write(text)
    }

    mutating func end() throws(CommandError) {}
}
