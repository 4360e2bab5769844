import Foundation

/// The place in a listing after its last job; base64url, opaque to callers.
struct JobCursor {
    var last: JobID

    private static let prefix = "1:"

    var text: String {
        Data((Self.prefix + last.rawValue).utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    init(last: JobID) {
        self.last = last
    }

    /// - Throws: `invalidCursor`.
    init(parsing text: String) throws(JobError) {
        let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - base64.count % 4) % 4)
        guard text.count <= 200, let data = Data(base64Encoded: base64 + padding),
            let plain = String(data: data, encoding: .utf8), plain.hasPrefix(Self.prefix), plain != Self.prefix,
            !plain.utf8.contains(0)
        else {
            throw JobError(
                .invalidCursor, "The cursor is not one that a listing gave out; start again without a cursor.")
        }
        last = JobID(rawValue: String(plain.dropFirst(Self.prefix.count)))
    }
}
