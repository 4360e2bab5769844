import Foundation
import Testing

@testable import Inference

@Suite struct ScoresTests {
    @Test func softmaxOfLargeLogitsDoesNotOverflow() {
        let scores = Scores.softmax([1000, 1001, -1000])
        #expect(abs(scores[0] - 1 / (1 + exp(1.0))) < 1e-12)
        #expect(abs(scores.reduce(0, +) - 1) < 1e-12)
        #expect(scores[2] == 0)
    }

    @Test func dequantisesByScaleAndZeroPoint() {
        #expect(Scores.dequantised([10, 138, 255], scale: 0.5, zeroPoint: 10) == [0, 64, 122.5])
    }

    @Test func topKeepsTheOrderOfEqualScores() {
        let top = Scores.top(3, of: [0.1, 0.4, 0.2, 0.4, 0.2])
        #expect(top.map(\.index) == [1, 3, 2])
        #expect(top.map(\.score) == [0.4, 0.4, 0.2])
        #expect(Scores.top(5, of: [0, 0]).map(\.index) == [0, 1])
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity]) func refusesANumberThatIsNone(value: Float) throws {
        let numbers: [Float] = [1, value, 2]
        let bytes = numbers.withUnsafeBytes { Array($0) }
        let error = try #require(throws: InferenceError.self) {
            try Scores.probabilities(bytes, ModelOutput(kind: .softmax), classes: 3)
        }
        #expect(error.code == .inferenceFailed)
        #expect(error.message.contains("class 1"))
    }

    @Test func refusesAnotherNumberOfScores() throws {
        let error = try #require(throws: InferenceError.self) {
            try Scores.probabilities([1, 2, 3], ModelOutput(kind: .quantized, scale: 1), classes: 4)
        }
        #expect(error.code == .inferenceFailed)
        #expect(error.message.contains("3 scores for 4 labels"))
    }
}
