package import API

/// Whole jobs, those that were stored or asked for last: the rest of the list is kept as lines.
///
/// Two generations: when the younger one is full it becomes the older, and what nobody has touched since goes.
struct RecentJobs: Sendable {
    /// Of one generation.
    static let limit = 400

    private var young: [String: Job] = [:]
    private var old: [String: Job] = [:]

    subscript(id: String) -> Job? { young[id] ?? old[id] }

    mutating func store(_ job: Job) {
        old[job.id] = nil
        young[job.id] = job
        guard young.count >= Self.limit else { return }
        old = young
        young = [:]
    }

    mutating func remove(_ id: String) {
        young[id] = nil
        old[id] = nil
    }
}
