/// The steps between image bytes and a top-k, in order.
package enum ClassificationStep: String, Sendable, CaseIterable, Codable {
    case decoding, preprocessing, inferring, formatting
}
