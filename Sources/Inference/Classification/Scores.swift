import Foundation

/// Probabilities from a model's raw output, and the best of them.
enum Scores {
    /// Reads a model's output, element type and all.
    ///
    /// - Parameter bytes: one number a class.
    /// - Throws: `INFERENCE_FAILED` for another count, and for a number that is none.
    static func probabilities(
        _ bytes: [UInt8], _ output: ModelOutput, classes: Int
    ) throws(InferenceError) -> [Double] {
        let size = output.kind == .quantized ? 1 : 4
        guard bytes.count == classes * size else {
            throw InferenceError(
                .inferenceFailed,
                "The model gave \(bytes.count / size) scores for \(classes) labels. Install it again.",
                step: .formatting)
        }
        if output.kind == .quantized {
            return dequantised(bytes, scale: output.scale ?? 1, zeroPoint: output.zeroPoint ?? 0)
        }
        let numbers = bytes.withUnsafeBytes { raw in
            (0..<classes).map { raw.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
        }
        if let wrong = numbers.firstIndex(where: { !$0.isFinite }) {
            let shown = numbers[wrong].isNaN ? "NaN" : "\(numbers[wrong])"
            throw InferenceError(
                .inferenceFailed,
                """
                The model gave \(shown) as the score of class \(wrong), counted from 0. Try another input; \
                if that gives none either, the model is damaged or made for other numbers: use another one.
                """, step: .formatting)
        }
        return output.kind == .logits ? softmax(numbers) : numbers.map(Double.init)
    }

    /// `exp(x - max) / sum`, so that no exponential overflows.
    static func softmax(_ logits: [Float]) -> [Double] {
        guard let highest = logits.max() else { return [] }
        let powers = logits.map { exp(Double($0) - Double(highest)) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// `(value - zero point) * scale`, the affine quantisation of TensorFlow Lite.
    static func dequantised(_ values: [UInt8], scale: Double, zeroPoint: Int) -> [Double] {
        values.map { Double(Int($0) - zeroPoint) * scale }
    }

    /// The `count` highest scores, highest first; the lower index goes first among equals.
    static func top(_ count: Int, of scores: [Double]) -> [(index: Int, score: Double)] {
        var best: [(index: Int, score: Double)] = []
        for (index, score) in scores.enumerated() {
            if best.count == count {
                guard let lowest = best.last, score > lowest.score else { continue }
                best.removeLast()
            }
            let place = best.firstIndex { $0.score < score } ?? best.endIndex
            best.insert((index, score), at: place)
        }
        return best
    }
}
