/// What a listing asks for. Newest first.
package struct JobQuery: Sendable, Equatable {
    package var filter: JobFilter
    /// 1...500
    package var limit: Int
    /// As given by the page before.
    package var cursor: String?

    package init(filter: JobFilter = JobFilter(), limit: Int = 50, cursor: String? = nil) {
        self.filter = filter
        self.limit = limit
        self.cursor = cursor
    }

    /// The limit as stores apply it.
    var pageSize: Int { min(max(limit, 1), 500) }
}
