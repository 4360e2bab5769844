import Inference

/// What became of one file in a child that survived it.
struct DrillOutcome: Equatable, Sendable {
    /// The code of a file that became a picture.
    static let decoded = "decoded"
    /// The code of an error that has none.
    static let uncoded = "no-code"

    var index: Int
    var milliseconds: Double
    /// The child's peak resident memory so far, KiB; 0 where it is not known.
    var peakKiB: Int
    /// `decoded`, an `InferenceError.Code`, or `no-code`.
    var code: String

    var isDecoded: Bool { code == Self.decoded }
    /// Whether the file got an answer that the service could have given.
    var isAnswered: Bool { isDecoded || InferenceError.Code(rawValue: code) != nil }
}
