/// The tensor that a model gives: one number a class.
package struct ModelOutput: Codable, Sendable, Equatable {
    package enum Kind: String, Codable, Sendable {
        /// float32 before softmax.
        case logits
        /// float32 probabilities.
        case softmax
        /// u8 probabilities: `(value - zero_point) * scale`.
        case quantized
    }

    package var kind: Kind
    /// For `quantized` only.
    package var scale: Double?
    /// For `quantized` only. Default 0.
    package var zeroPoint: Int?

    enum CodingKeys: String, CodingKey {
        case kind, scale
        case zeroPoint = "zero_point"
    }

    package init(kind: Kind, scale: Double? = nil, zeroPoint: Int? = nil) {
        self.kind = kind
        self.scale = scale
        self.zeroPoint = zeroPoint
    }
}
