/// What the first bytes of a file say.
package enum FileFacts: Sendable, Equatable {
    case image(PreviewFacts)
    /// No format that the decoder knows. The service has the last word.
    case unknownFormat
    case empty
    case unreadable(String)

    package var image: PreviewFacts? {
        if case .image(let facts) = self { facts } else { nil }
    }
}
