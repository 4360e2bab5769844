package import Foundation

/// An image to submit.
package struct ImageUpload: Sendable {
    package enum Source: Sendable {
        /// Read while it is sent.
        case file(path: String)
        case bytes(Data)
    }

    package var source: Source
    /// What the job is listed under; untrusted text, never a path.
    package var name: String
    /// `name` or `name@version`; nil is the service's default.
    package var model: String?
    /// nil is the service's default, 5.
    package var topK: Int?
    /// Under the same key a submission can be repeated and is still one job. 1 to 128 printable ASCII characters.
    package var idempotencyKey: String
    /// Hears of every byte; nil when nobody looks.
    package var progress: UploadProgress?

    /// - Parameter idempotencyKey: default: a new one.
    package init(
        source: Source, name: String, model: String? = nil, topK: Int? = nil,
        idempotencyKey: String = UUID().uuidString, progress: UploadProgress? = nil
    ) {
        self.source = source
        self.name = name
        self.model = model
        self.topK = topK
        self.idempotencyKey = idempotencyKey
        self.progress = progress
    }
}
