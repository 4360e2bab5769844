import Foundation
import NIOHTTP1

/// The head of an answer, as far as a download looks at it.
struct DownloadAnswer: Sendable, Equatable {
    var status: Int
    /// Of the body, which is all of the file or the rest of it; nil: not said.
    var length: Int64?
    /// Where the body begins in the file, and the file's size if it is said; nil for an answer with the whole.
    var range: ContentRange?
    var location: String?
    /// What a later try sends as `If-Range`: a strong `ETag`, else the `Last-Modified` date (RFC 9110, section 13.1.5).
    var validator: String?
    /// Anything but `identity` means that the bytes are not the file's own.
    var encoding: String?

    /// `bytes 100-199/1000` (RFC 9110, section 14.4).
    struct ContentRange: Sendable, Equatable {
        var first: Int64
        var total: Int64?

        init(first: Int64, total: Int64? = nil) {
            self.first = first
            self.total = total
        }

        init?(parsing text: String) {
            let words = text.split(separator: " ")
            guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
            let parts = words[1].split(separator: "/", omittingEmptySubsequences: false)
            let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, ends.count == 2, let first = Int64(ends[0]), first >= 0 else { return nil }
            self.init(first: first, total: Int64(parts[1]))
        }
    }

    init(status: Int, length: Int64? = nil, range: ContentRange? = nil, location: String? = nil) {
        self.status = status
        self.length = length
        self.range = range
        self.location = location
    }

    init(status: Int, headers: HTTPHeaders) {
        self.status = status
        length = headers.first(name: "content-length").flatMap { Int64($0) }
        range = headers.first(name: "content-range").flatMap { ContentRange(parsing: $0) }
        location = headers.first(name: "location")
        encoding = headers.first(name: "content-encoding")?.lowercased()
        let tag = headers.first(name: "etag").flatMap { $0.hasPrefix("W/") ? nil : $0 }
        validator = tag ?? headers.first(name: "last-modified")
    }
}
