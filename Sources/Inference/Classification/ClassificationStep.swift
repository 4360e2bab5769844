/// The steps between image bytes and a top-k, in order.
package enum ClassificationStep: String, Sendable, CaseIterable {
    case decoding, preprocessing, inferring, formatting
}
