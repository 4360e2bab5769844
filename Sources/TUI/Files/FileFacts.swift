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

/// Which version of a file was looked at.
package struct FileVersion: Sendable, Hashable {
    package var path: RawPath
    package var size: Int
    package var modified: Int64

    package init(path: RawPath, size: Int, modified: Int64) {
        self.path = path
        self.size = size
        self.modified = modified
    }
}

/// Whether the service would take a file, before it is sent.
package enum FileVerdict: Sendable, Equatable {
    /// Not looked at yet, or the limits are not known yet.
    case unknown
    case acceptable
    /// A stable code of the service, and a sentence.
    case refused(code: String, message: String)
    case notAnImage(String)
}
