/// What a running job is at, in this order.
package enum JobStep: String, Codable, Sendable, CaseIterable {
    case decoding, preprocessing, inferring, formatting
}
