/// The filter language of listings: words that all must match.
///
/// `state:failed`, `state:queued,running`, `model:mobilenet*`, `client:ci-2`, `since:1h`, `until:2026-11-24`, and plain words that occur in the name, the
/// id, the result's summary or the failure's message, case-insensitively; a leading `-` negates; "double quotes" keep spaces.
package struct JobFilter: Sendable, Equatable {
    package enum Term: Sendable, Equatable {
        case states(Set<JobState>)
        /// `*` matches any run of characters; the whole text must match; case-insensitive. Without `*`: `model:x` also
        /// matches `x@any-version`.
        case route(String)
        case client(String)
        /// Submitted at this time or later.
        case since(JobInstant)
        /// Submitted before this time.
        case until(JobInstant)
        case word(String)
    }

    package struct Clause: Sendable, Equatable {
        package var term: Term
        package var negated: Bool

        package init(term: Term, negated: Bool = false) {
            self.term = term
            self.negated = negated
        }
    }

    package var clauses: [Clause]

    package init(clauses: [Clause] = []) {
        self.clauses = clauses
    }
}
