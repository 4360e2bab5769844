/// One page of `GET /v1/jobs`, newest first.
package struct JobList: Codable, Sendable, Equatable {
    package var jobs: [Job]
    /// Opaque; nil on the last page.
    package var nextCursor: String?
    /// Jobs that match the filter, on all pages: at least so many where the count is not exact.
    package var total: Int
    /// False where a count would have taken the service too long for a page.
    package var isTotalExact: Bool

    package init(jobs: [Job], nextCursor: String?, total: Int, isTotalExact: Bool = true) {
        self.jobs = jobs
        self.nextCursor = nextCursor
        self.total = total
        self.isTotalExact = isTotalExact
    }

    enum CodingKeys: String, CodingKey {
        case jobs
        case nextCursor = "next_cursor"
        case total
        case isTotalExact = "total_is_exact"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        jobs = try container.decode([Job].self, forKey: .jobs)
        nextCursor = try container.decodeIfPresent(String.self, forKey: .nextCursor)
        total = try container.decode(Int.self, forKey: .total)
        // Services before this was told counted to the end.
        isTotalExact = try container.decodeIfPresent(Bool.self, forKey: .isTotalExact) ?? true
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(jobs, forKey: .jobs)
        try container.encode(nextCursor, forKey: .nextCursor)
        try container.encode(total, forKey: .total)
        try container.encode(isTotalExact, forKey: .isTotalExact)
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
    /// `total=exact`: counts to the end, however long that takes.
    package var wantsExactTotal: Bool

    package init(
        filter: String = "", sort: String? = nil, limit: Int = 50, cursor: String? = nil, wantsExactTotal: Bool = false
    ) {
        self.filter = filter
        self.sort = sort
        self.limit = limit
        self.cursor = cursor
        self.wantsExactTotal = wantsExactTotal
    }
}
