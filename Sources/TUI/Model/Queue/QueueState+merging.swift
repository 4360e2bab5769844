package import API

// What changes it.
extension QueueState {
    package enum Merge: Sendable, Equatable {
        /// Nothing new.
        case none
        case updated
        case inserted
        /// It matches the filter no more, or stands in the hole now.
        case removed
        /// It belongs into the hole.
        case outside
    }

    /// Takes a snapshot in, unless a newer one of the same job is known.
    /// - Parameters:
    ///   - belongs: whether the filter takes the job as it is now.
    ///   - extends: of a page: it is inserted wherever it stands.
    @discardableResult
    package mutating func merge(_ job: Job, belongs: Bool = true, extends: Bool = false) -> Merge {
        let key = order.key(of: job)
        guard let slot = slots[job.id].map(Int.init) else {
            if let revision = gone[job.id], revision >= job.revision { return .none }
            guard belongs else {
                noteGone(job.id, job.revision)
                return .none
            }
            guard extends || covers(key) else {
                if job.revision == 1, isAbove(key) {
                    above[0].lines += 1
                    skipped += 1
                }
                return .outside
            }
            insert(job, key)
            return .inserted
        }
        let known = rows[slot]
        let isSame = job.revision == known.revision
        guard job.revision > known.revision || isSame && job != recent[job.id] else { return .none }
        if known.status == .queued, job.status == .running { starts += 1 }
        guard belongs, extends || key == known.key(in: order) || covers(key) else {
            remove(job.id, revision: job.revision)
            return .removed
        }
        if key != known.key(in: order) {
            keys.remove(known.key(in: order))
            keys.insert(key)
        }
        counts[known.status, default: 0] -= 1
        counts[job.status, default: 0] += 1
        rows[slot] = JobRow(job, texts: &texts)
        note(job)
        return .updated
    }

    mutating func insert(_ job: Job, _ key: ListKey) {
        let row = JobRow(job, texts: &texts)
        if let slot = free.popLast() {
            rows[Int(slot)] = row
            slots[job.id] = slot
        } else {
            rows.append(row)
            slots[job.id] = Int32(rows.count - 1)
        }
        keys.insert(key)
        counts[job.status, default: 0] += 1
        note(job)
    }

    mutating func note(_ job: Job) {
        startsAt[job.id] = job.queuePosition == nil ? nil : starts
        recent.store(job)
        if clients.count < 500, !job.client.isEmpty { clients.insert(job.client) }
    }

    /// - Parameter revision: the last one known; default: it is gone for good.
    package mutating func remove(_ id: String, revision: Int = .max) {
        noteGone(id, revision)
        marks.remove(id)
        evict(id)
    }

    mutating func noteGone(_ id: String, _ revision: Int) {
        if isLoading { gone[id] = revision }
    }

    /// Keeps the whole of a job that the list has only as a line.
    package mutating func complete(_ job: Job) {
        guard slots[job.id] != nil else { return }
        if merge(job) == .none { recent.store(job) }
    }

    /// Forgets every job; what is asked for next is another list.
    package mutating func empty() {
        slots = [:]
        rows = []
        free = []
        texts = JobTexts()
        keys = RankedKeys()
        recent = RecentJobs()
        gone = [:]
        counts = [:]
        startsAt = [:]
        (headEnd, tailStart, nextCursor, tailCursor) = (nil, nil, nil, nil)
        (pages, above, skipped) = ([], [], 0)
        hasLoaded = false
    }

    /// Back to the top, of which nothing is left: the list starts anew.
    package mutating func restart() {
        empty()
        (selected, offset, refreshedAt) = (nil, 0, nil)
        generation += 1
        (isLoading, isStale) = (false, true)
    }

    /// Another filter or order: from its first line on.
    package mutating func start(filter: String, order: JobOrder) {
        if filter != self.filter {
            self.filter = filter
            matching = QueueFilter(filter)
            marks = JobMarks()
        }
        self.order = order
        empty()
        selected = nil
        offset = 0
        total = nil
        problem = nil
        isStale = false
    }
}
