import API

/// Which jobs an export or a review is about.
package enum JobScope: Sendable, Equatable {
    /// By id: the current one, or the marked ones.
    case jobs([String])
    /// All that match a filter of the service; empty is every job. With the number that the list said, if it has.
    case filter(String, count: Int?)

    /// How many there are, as far as that is known.
    package var count: Int? {
        switch self {
        case .jobs(let ids): ids.count
        case .filter(_, let count): count
        }
    }
}

extension Model {
    /// Job of the cursor, all that match the filter: what a key about results can be about, the likeliest first.
    package var resultScopes: [JobScope] {
        var scopes: [JobScope] = []
        let marked = markedJobs
        if !marked.isEmpty { scopes.append(.jobs(marked)) }
        let all = JobScope.filter(queue.filter, count: queue.total)
        let current = subjectJob.map { JobScope.jobs([$0.id]) }
        // In the details of one job that job is meant, in a list rather all of it.
        if case .job = overlay { return (marked.isEmpty ? current.map { [$0] } ?? [] : scopes) + [all] }
        return scopes + [all] + (current.map { [$0] } ?? [])
    }

    /// Jobs that are marked, newest first: in the queue, or through the files that they came from.
    package var markedJobs: [String] {
        guard list == .queue else { return files.marks.compactMap { uploads.outcomes[$0]?.job?.id } }
        // All that match the filter is a scope of its own.
        guard screen == .main, !queue.marks.isAll else { return [] }
        let range = queue.markedRange.flatMap { queue.ids(in: $0) } ?? []
        return queue.marks.ids.union(range).sorted(by: >)
    }
}
