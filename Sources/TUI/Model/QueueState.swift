package import API
package import Foundation

/// The queue as far as it has been loaded: a contiguous run from the newest job on, kept current by events.
package struct QueueState: Sendable {
    package private(set) var jobs: [String: Job] = [:]
    /// Oldest first, so that a new job is appended; the screen shows them from the end.
    package private(set) var ids: [String] = []
    /// Loaded jobs by state.
    package private(set) var counts: [JobStatus: Int] = [:]
    /// Jobs that match the filter, on the service; nil until it has answered.
    package var total: Int?
    package var nextCursor: String?
    package var isLoading = false
    package var hasLoaded = false
    /// Grows with every list that starts anew, so that late answers are told apart.
    package var generation = 0
    /// As the service takes it; empty is everything.
    package var filter = ""
    package var problem: String?
    /// Under a filter: an event came in, so the list may not be what the filter says.
    package var isStale = false
    package var refreshedAt: Date?
    /// nil until the pane has had the focus: then the newest.
    package var selected: String?
    /// First line on the screen.
    package var offset = 0
    /// Loads on until the last page, because `G` was pressed.
    package var seeksEnd = false
    /// Jobs seen to start; with `startsAt` it tells how far a waiting job has moved up since it was last heard of.
    package private(set) var starts = 0
    package private(set) var startsAt: [String: Int] = [:]

    package init() {}

    package var count: Int { ids.count }
    package var isComplete: Bool { hasLoaded && nextCursor == nil }

    /// The job at a line, 0 being the newest.
    package func job(at line: Int) -> Job? {
        ids.indices.contains(ids.count - 1 - line) ? jobs[ids[ids.count - 1 - line]] : nil
    }

    /// The line of a job; nil when it is not in the list.
    package func line(of id: String) -> Int? {
        let index = Self.lowerBound(ids, id)
        return index < ids.count && ids[index] == id ? ids.count - 1 - index : nil
    }

    package var selectedLine: Int? { selected.flatMap { line(of: $0) } }
    package var selectedJob: Job? { selected.flatMap { jobs[$0] } }

    /// The place of a waiting job now, 1 being next.
    package func position(of job: Job) -> Int? {
        job.queuePosition.map { max(1, max(1, $0) - (starts - (startsAt[job.id] ?? starts))) }
    }

    /// Takes a snapshot in, unless a newer one of the same job is known.
    /// - Parameter inserts: false updates known jobs only.
    /// - Returns: whether the job is new to the list.
    @discardableResult
    package mutating func merge(_ job: Job, inserts: Bool) -> Bool {
        if let known = jobs[job.id] {
            guard job.revision > known.revision || (job.revision == known.revision && job != known) else {
                return false
            }
            if known.status == .queued, job.status == .running { starts += 1 }
            jobs[job.id] = job
            counts[known.status, default: 0] -= 1
            counts[job.status, default: 0] += 1
            startsAt[job.id] = job.queuePosition == nil ? nil : starts
            return false
        }
        guard inserts else { return false }
        jobs[job.id] = job
        counts[job.status, default: 0] += 1
        if job.queuePosition != nil { startsAt[job.id] = starts }
        ids.insert(job.id, at: Self.lowerBound(ids, job.id))
        return true
    }

    package mutating func remove(_ id: String) {
        guard let job = jobs.removeValue(forKey: id) else { return }
        counts[job.status, default: 0] -= 1
        startsAt[id] = nil
        let index = Self.lowerBound(ids, id)
        if index < ids.count, ids[index] == id { ids.remove(at: index) }
    }

    /// Whether a job's place is among the loaded ones: otherwise it comes with a later page.
    package func covers(_ id: String) -> Bool {
        guard hasLoaded, let oldest = ids.first else { return hasLoaded }
        return nextCursor == nil || id > oldest
    }

    /// Forgets every job but those given.
    package mutating func replace(with list: [Job]) {
        let known = jobs
        jobs = [:]
        startsAt = [:]
        for job in list {
            let current = known[job.id].map { $0.revision > job.revision ? $0 : job } ?? job
            jobs[job.id] = current
            if current.queuePosition != nil { startsAt[job.id] = starts }
        }
        counts = jobs.values.reduce(into: [:]) { $0[$1.status, default: 0] += 1 }
        ids = jobs.keys.sorted()
    }

    private static func lowerBound(_ ids: [String], _ id: String) -> Int {
        if let last = ids.last, last < id { return ids.count }
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
