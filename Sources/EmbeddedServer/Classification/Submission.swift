import Foundation
import Jobs

/// An image as it came in, before anything was looked at.
struct Submission: Sendable {
    var image: ReceivedImage
    /// As the caller named it; nil when it did not.
    var name: String?
    /// `name` or `name@version`; nil is the default.
    var model: String?
    /// nil is the default.
    var topK: TopK?
    var client: String
    var priority = JobPriority.normal
    /// As the caller gave it; nil for a submission of its own.
    var idempotencyKey: String?

    /// The last component of a caller's file name, cut to `limit` bytes; it is only ever shown.
    static func displayName(_ name: String?, limit: Int) -> String? {
        guard let last = name?.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last else { return nil }
        var cut = String(last)
        while cut.utf8.count > limit { cut.removeLast() }
        return cut.isEmpty ? nil : cut
    }
}
