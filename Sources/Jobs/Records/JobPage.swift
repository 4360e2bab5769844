package struct JobPage: Sendable {
    package var jobs: [JobRecord]
    package var nextCursor: String?
    /// Jobs that match, on all pages: at least so many where the count is not exact.
    package var total: Int
    /// False where counting on would have taken longer than a page may.
    package var isTotalExact: Bool

    package init(jobs: [JobRecord], nextCursor: String?, total: Int, isTotalExact: Bool = true) {
        self.jobs = jobs
        self.nextCursor = nextCursor
        self.total = total
        self.isTotalExact = isTotalExact
    }
}
