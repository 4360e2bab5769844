import API
import Foundation

/// One page of a book, in the orders of `GET /v1/jobs`.
struct JobBookPage {
    private let query: JobListQuery
    private let isByFinish: Bool
    private let isDescending: Bool
    private let after: Key?

    /// What the list is sorted by: milliseconds of the end, 0 where that does not count, then the id.
    private struct Key: Comparable {
        var time: Int64
        var id: String

        static func < (one: Key, other: Key) -> Bool {
            one.time == other.time ? one.id < other.id : one.time < other.time
        }

        var text: String { "\(time)/\(id)" }

        init(time: Int64, id: String) {
            self.time = time
            self.id = id
        }

        init?(_ text: String) {
            let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let time = Int64(parts[0]) else { return nil }
            self.init(time: time, id: String(parts[1]))
        }
    }

    init(_ query: JobListQuery) throws(ClientError) {
        self.query = query
        let sort = query.sort ?? "-created"
        isDescending = sort.hasPrefix("-")
        isByFinish = sort.hasSuffix("finished")
        after = query.cursor.flatMap { Key($0) }
        if query.cursor != nil, after == nil {
            throw ClientError(
                .refused(status: 400, code: ErrorCode.invalidCursor.rawValue), "This cursor is not one of this list.")
        }
    }

    func list(_ jobs: some Sequence<Job>) -> JobList {
        var keyed = jobs.map { (key(of: $0), $0) }
        let total = keyed.count
        if let after { keyed.removeAll { isDescending ? $0.0 >= after : $0.0 <= after } }
        keyed.sort { isDescending ? $0.0 > $1.0 : $0.0 < $1.0 }
        let page = keyed.prefix(max(1, query.limit))
        let cursor = page.count < keyed.count ? page.last?.0.text : nil
        return JobList(jobs: page.map(\.1), nextCursor: cursor, total: total)
    }

    private func key(of job: Job) -> Key {
        guard isByFinish, let end = job.finishedAt else { return Key(time: 0, id: job.id) }
        return Key(time: Int64((end.timeIntervalSince1970 * 1000).rounded()), id: job.id)
    }
}
