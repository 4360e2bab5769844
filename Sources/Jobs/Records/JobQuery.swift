/// What a listing asks for.
package struct JobQuery: Sendable, Equatable {
    package var filter: JobFilter
    /// Default: newest first.
    package var sort: JobSort
    /// 1...500
    package var limit: Int
    /// As given by the page before.
    package var cursor: String?
    /// Counts to the end, however long that takes. Default: a store of a million jobs may say "at least".
    package var wantsExactTotal: Bool

    package init(
        filter: JobFilter = JobFilter(), sort: JobSort = .newest, limit: Int = 50, cursor: String? = nil,
        wantsExactTotal: Bool = false
    ) {
        self.filter = filter
        self.sort = sort
        self.limit = limit
        self.cursor = cursor
        self.wantsExactTotal = wantsExactTotal
    }

    /// The limit as stores apply it.
    var pageSize: Int { min(max(limit, 1), 500) }
}
