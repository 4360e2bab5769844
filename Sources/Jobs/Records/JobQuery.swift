/// What a listing asks for.
package struct JobQuery: Sendable, Equatable {
    package var filter: JobFilter
    /// Default: newest first.
    package var sort: JobSort
    /// 1...500
    package var limit: Int
    /// As given by the page before.
    package var cursor: String?

    package init(filter: JobFilter = JobFilter(), sort: JobSort = .newest, limit: Int = 50, cursor: String? = nil) {
        self.filter = filter
        self.sort = sort
        self.limit = limit
        self.cursor = cursor
    }

    /// The limit as stores apply it.
    var pageSize: Int { min(max(limit, 1), 500) }
}
