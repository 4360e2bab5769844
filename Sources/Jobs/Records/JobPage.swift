package struct JobPage: Sendable {
    package var jobs: [JobRecord]
    package var nextCursor: String?
    /// Jobs that match, on all pages.
    package var total: Int

    package init(jobs: [JobRecord], nextCursor: String?, total: Int) {
        self.jobs = jobs
        self.nextCursor = nextCursor
        self.total = total
    }
}
