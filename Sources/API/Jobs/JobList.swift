/// One page of `GET /v1/jobs`, newest first.
package struct JobList: Codable, Sendable, Equatable {
    package var jobs: [Job]
    /// Opaque; nil on the last page.
    package var nextCursor: String?
    /// Jobs that match the filter, on all pages.
    package var total: Int

    package init(jobs: [Job], nextCursor: String?, total: Int) {
        self.jobs = jobs
        self.nextCursor = nextCursor
        self.total = total
    }

    enum CodingKeys: String, CodingKey {
        case jobs
        case nextCursor = "next_cursor"
        case total
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(jobs, forKey: .jobs)
        try container.encode(nextCursor, forKey: .nextCursor)
        try container.encode(total, forKey: .total)
    }
}

/// What a client may ask of `GET /v1/jobs`.
package struct JobListQuery: Sendable, Equatable {
    /// The filter language: `state:failed model:mobilenet* client:ci-2 cat -dog`. Empty matches every job.
    package var filter: String
    /// `created`, `finished`, with a minus for the newest first; nil is the server's default, `-created`.
    package var sort: String?
    /// 1...500; the server's default is 50.
    package var limit: Int
    package var cursor: String?

    package init(filter: String = "", sort: String? = nil, limit: Int = 50, cursor: String? = nil) {
        self.filter = filter
        self.sort = sort
        self.limit = limit
        self.cursor = cursor
    }
}
