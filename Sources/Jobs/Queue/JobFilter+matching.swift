extension JobFilter {
    /// The meaning of the language, for a store without a query language of its own.
    func matches(_ job: JobRecord) -> Bool {
        clauses.allSatisfy { $0.term.matches(job) != $0.negated }
    }
}

extension JobFilter.Term {
    fileprivate func matches(_ job: JobRecord) -> Bool {
        switch self {
        case .states(let states): states.contains(job.state)
        case .route(let pattern):
            RoutePattern.alternatives(of: pattern).contains { $0.matches(SearchText.fold(job.route)) }
        case .client(let client): job.client == client
        case .since(let time): job.createdAt >= time
        case .until(let time): job.createdAt < time
        case .word(let word): SearchText.of(job).utf8.contains(SearchText.fold(word).utf8)
        }
    }
}
