package import API
package import Foundation

/// The queue as far as it has been loaded: the lines from the first one on (the head) and those up to the last one
/// (the tail), with a hole between them until they meet; kept current by events.
///
/// Lines are small and hold no whole job; those that were heard of last are kept whole beside them.
package struct QueueState: Sendable {
    private var slots: [String: Int32] = [:]
    private var rows: [JobRow] = []
    private var free: [Int32] = []
    private var texts = JobTexts()
    private var keys = RankedKeys()
    private var recent = RecentJobs()
    /// What has left the list while a page was under way, with its revision: an older page does not bring it back.
    private var gone: [String: Int] = [:]

    /// Loaded jobs by state.
    package private(set) var counts: [JobStatus: Int] = [:]
    package private(set) var order = JobOrder.newest
    /// The last line of the head, the first one of the tail.
    package private(set) var headEnd: ListKey?
    package private(set) var tailStart: ListKey?
    /// Goes on below the head; nil: there is no hole.
    package var nextCursor: String?
    /// Goes on above the tail, in the opposite order.
    package private(set) var tailCursor: String?

    /// Jobs that match the filter, on the service; nil until it has answered.
    package var total: Int?
    package var isLoading = false
    package var hasLoaded = false
    /// Grows with every list that starts anew, so that late answers are told apart.
    package var generation = 0
    package private(set) var filter = ""
    /// The filter as the dashboard understands it, for the events.
    package private(set) var matching = QueueFilter("")
    package var problem: String?
    /// An event may have changed the total in a way that only the service knows.
    package var isStale = false
    package var refreshedAt: Date?
    /// nil until the pane has had the focus: then the newest.
    package var selected: String?
    /// First line on the screen.
    package var offset = 0
    /// The tail is being loaded, because `G` was pressed.
    package var seeksEnd = false
    /// Jobs seen to start; with `startsAt` it tells how far a waiting job has moved up since it was last heard of.
    package private(set) var starts = 0
    package private(set) var startsAt: [String: Int] = [:]
    package var marks = JobMarks()
    package var find = FindState()
    /// Clients that were seen, for completion.
    package private(set) var clients: Set<String> = []

    package init() {}

    /// Loaded jobs.
    package var count: Int { keys.count }
    package var isComplete: Bool { hasLoaded && nextCursor == nil }

    /// Lines of the list, those that are not loaded included.
    package var lineCount: Int { nextCursor == nil ? count : max(count, total ?? 0) }

    /// The lines that are not loaded yet; empty where there are none, or nobody knows how many.
    package var hole: Range<Int> {
        guard nextCursor != nil else { return count..<count }
        let head = headCount
        return head..<(head + lineCount - count)
    }

    private var headCount: Int {
        guard tailStart != nil, let headEnd else { return count }
        let (rank, isPresent) = keys.rank(of: headEnd)
        return order.isDescending ? count - rank : rank + (isPresent ? 1 : 0)
    }

    package func id(at line: Int) -> String? {
        let hole = hole
        guard line >= 0, line < hole.lowerBound || line >= hole.upperBound else { return nil }
        let place = line < hole.lowerBound ? line : line - hole.count
        return keys[order.isDescending ? count - 1 - place : place]?.id
    }

    /// The job at a line, 0 being the first; nil in the hole and behind the end.
    package func job(at line: Int) -> Job? { id(at: line).flatMap { job($0) } }

    /// A job of the list: whole if it is one of those heard of last, else as far as its line goes.
    package func job(_ id: String) -> Job? {
        guard let slot = slots[id] else { return nil }
        return recent[id] ?? rows[Int(slot)].job(texts)
    }

    /// Whether all of a listed job is known.
    package func isWhole(_ id: String) -> Bool { recent[id] != nil }

    package func contains(_ id: String) -> Bool { slots[id] != nil }

    /// The line of a job; nil when it is not in the list.
    package func line(of id: String) -> Int? {
        guard let slot = slots[id] else { return nil }
        let (rank, isPresent) = keys.rank(of: rows[Int(slot)].key(in: order))
        guard isPresent else { return nil }
        let place = order.isDescending ? count - 1 - rank : rank
        let hole = hole
        return place < hole.lowerBound ? place : place + hole.count
    }

    package var selectedLine: Int? { selected.flatMap { line(of: $0) } }
    package var selectedJob: Job? { selected.flatMap { job($0) } }

    /// The place of a waiting job now, 1 being next.
    package func position(of job: Job) -> Int? {
        job.queuePosition.map { max(1, max(1, $0) - (starts - (startsAt[job.id] ?? starts))) }
    }

    /// Whether a job of this key would stand among the loaded ones: otherwise it comes with a later page.
    package func covers(_ key: ListKey) -> Bool {
        guard hasLoaded else { return false }
        guard nextCursor != nil else { return true }
        if let headEnd, order.isDescending ? key >= headEnd : key <= headEnd { return true }
        guard let tailStart else { return false }
        return order.isDescending ? key <= tailStart : key >= tailStart
    }
}

// For those that look through the lines.
extension QueueState {
    func textsContaining(_ word: String) -> Set<JobTexts.Index> { texts.indexes(containing: word) }

    /// - Parameter stretch: places in the list's order, the hole left out.
    func firstPlace(
        in stretch: Range<Int>, forward: Bool, _ word: [UInt8], _ shared: Set<JobTexts.Index>
    ) -> Int? {
        guard !stretch.isEmpty else { return nil }
        let last = count - 1
        let ranks = order.isDescending ? (last - stretch.upperBound + 1)..<(last - stretch.lowerBound + 1) : stretch
        let rank = keys.first(in: ranks, ascending: forward != order.isDescending) { key in
            slots[key.id].map { rows[Int($0)].contains(word, shared: shared) } ?? false
        }
        return rank.map { order.isDescending ? last - $0 : $0 }
    }

    /// The ids of a stretch of loaded lines; nil where some of them are not loaded.
    func ids(in lines: ClosedRange<Int>) -> [String]? {
        let ids = lines.compactMap { id(at: $0) }
        return ids.count == lines.count ? ids : nil
    }
}

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
            guard extends || covers(key) else { return .outside }
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

    private mutating func insert(_ job: Job, _ key: ListKey) {
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

    private mutating func note(_ job: Job) {
        startsAt[job.id] = job.queuePosition == nil ? nil : starts
        recent.store(job)
        if clients.count < 500, !job.client.isEmpty { clients.insert(job.client) }
    }

    /// - Parameter revision: the last one known; default: it is gone for good.
    package mutating func remove(_ id: String, revision: Int = .max) {
        noteGone(id, revision)
        marks.remove(id)
        guard let slot = slots.removeValue(forKey: id) else { return }
        let row = rows[Int(slot)]
        counts[row.status, default: 0] -= 1
        keys.remove(row.key(in: order))
        startsAt[id] = nil
        recent.remove(id)
        free.append(slot)
    }

    private mutating func noteGone(_ id: String, _ revision: Int) {
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
        hasLoaded = false
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

    /// The page that follows the head, or the first one of all.
    package mutating func takeHead(_ list: JobList) {
        let keys = insertPage(list)
        if let last = keys.last { headEnd = last }
        nextCursor = list.nextCursor
        if let tailStart, let last = keys.last, order.isDescending ? last <= tailStart : last >= tailStart {
            closeHole()
        }
        if nextCursor == nil { closeHole() }
    }

    /// The page that stands before the tail, in the opposite order, or the last one of all.
    package mutating func takeTail(_ list: JobList) {
        let keys = insertPage(list)
        guard nextCursor != nil else { return }
        if let first = keys.last { tailStart = first }
        tailCursor = list.nextCursor
        let hasMet = keys.last.flatMap { last in
            headEnd.map { order.isDescending ? last >= $0 : last <= $0 }
        }
        if list.nextCursor == nil || hasMet == true { closeHole() }
    }

    private mutating func insertPage(_ list: JobList) -> [ListKey] {
        hasLoaded = true
        total = list.total
        for job in list.jobs { merge(job, extends: true) }
        gone = [:]
        return list.jobs.map(order.key(of:))
    }

    private mutating func closeHole() {
        (headEnd, tailStart, nextCursor, tailCursor) = (nil, nil, nil, nil)
        total = count
    }
}
