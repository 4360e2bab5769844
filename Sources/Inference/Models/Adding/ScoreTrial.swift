import Foundation

/// What a model's raw outputs for inputs that mean nothing tell about their kind.
package struct ScoreTrial: Sendable, Equatable {
    /// Scores of one run.
    package let classes: Int
    /// nil: the numbers fit no kind.
    let kind: ModelOutput.Kind?
    /// For `quantized`; nil: the numbers don't tell.
    let scale: Double?
    /// What was seen, in words.
    let finding: String

    /// - Parameters:
    ///   - outputs: raw bytes, a run each.
    ///   - isFloat: float32, else u8.
    package init(_ outputs: [[UInt8]], isFloat: Bool) {
        let size = isFloat ? 4 : 1
        classes = (outputs.first?.count ?? 0) / size
        let runs = outputs.count
        guard isFloat else {
            let sums = outputs.map { $0.reduce(0) { $0 + Int($1) } }
            let (least, most) = (sums.min() ?? 0, sums.max() ?? 0)
            kind = .quantized
            // Shares of 256: many small ones are rounded away, so that the sum is often less.
            scale = least >= 128 && most <= 270 ? 1 / 256.0 : nil
            finding =
                "in \(runs) trial runs the bytes add up to \(least)...\(most); parts of a whole give 256 or a little less"
            return
        }
        let numbers = outputs.map { bytes in
            bytes.withUnsafeBytes { raw in
                (0..<raw.count / 4).map { raw.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
            }
        }
        scale = nil
        let all = numbers.joined()
        let sums = numbers.map { $0.reduce(0) { $0 + Double($1) } }
        if all.contains(where: { !$0.isFinite }) {
            kind = nil
            finding = "the trial runs gave numbers that are not finite"
        } else if all.allSatisfy({ $0 >= 0 && $0 <= 1.000_01 }), sums.allSatisfy({ abs($0 - 1) < 0.001 }) {
            kind = .softmax
            finding = "in \(runs) trial runs all numbers are in 0...1 and add up to 1"
        } else {
            kind = .logits
            let range = [all.min() ?? 0, all.max() ?? 0].map { String(format: "%.3g", $0) }
            finding = "in \(runs) trial runs the numbers are in \(range[0])...\(range[1]) and do not add up to 1"
        }
    }
}
