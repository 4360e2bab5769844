import Foundation

/// The place in a listing after its last job; base64url, opaque to callers.
struct JobCursor {
    var last: JobID
    /// `JobSort.key` of that job.
    var key: Int64
    var sort: JobSort

    private static let version = "2"

    var text: String {
        Data("\(Self.version):\(sort.rawValue):\(key):\(last.rawValue)".utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    init(last: JobID, key: Int64, sort: JobSort) {
        (self.last, self.key, self.sort) = (last, key, sort)
    }

    init(after job: JobRecord, sort: JobSort) {
        last = job.id
        key = sort.key(job)
        self.sort = sort
    }

    /// - Parameter sort: the order of the listing that the cursor is to go on with.
    /// - Throws: `invalidCursor`.
    init(parsing text: String, sort: JobSort) throws(JobError) {
        let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - base64.count % 4) % 4)
        guard text.count <= 200, let data = Data(base64Encoded: base64 + padding),
            let plain = String(data: data, encoding: .utf8), !plain.utf8.contains(0)
        else { throw Self.unknown }
        let parts = plain.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == Self.version, let its = JobSort(rawValue: String(parts[1])),
            let key = Int64(parts[2]), !parts[3].isEmpty
        else { throw Self.unknown }
        guard its == sort else {
            throw JobError(
                .invalidCursor,
                "The cursor is of a listing sorted by '\(its.rawValue)', this one by '\(sort.rawValue)'; start again without a cursor."
            )
        }
        last = JobID(rawValue: String(parts[3]))
        self.key = key
        self.sort = sort
    }

    private static var unknown: JobError {
        JobError(.invalidCursor, "The cursor is not one that a listing gave out; start again without a cursor.")
    }
}
