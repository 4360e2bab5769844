package import Foundation

/// One file to fetch, and what it must be.
package struct DownloadRequest: Sendable, Equatable {
    package var url: URL
    /// Where the file lies once it is whole and right; until then it grows in `NAME.part` beside it.
    package var destination: URL
    /// Lower-case hexadecimal; nothing else counts as the file.
    package var sha256: String
    /// Of the whole file; nil: not known.
    package var bytes: Int64?
    /// The most that is read where the size is not known. Default 64 MiB.
    package var maxBytes: Int64

    package init(
        url: URL, destination: URL, sha256: String, bytes: Int64? = nil, maxBytes: Int64 = 64 * 1024 * 1024
    ) {
        self.url = url
        self.destination = destination
        self.sha256 = sha256
        self.bytes = bytes
        self.maxBytes = maxBytes
    }
}
