package import API
package import Foundation

/// The queue as far as it has been loaded: the lines from the first one on (the head) and those up to the last one
/// (the tail), with a hole between them until they meet; kept current by events. Beyond `limit` lines those far from the
/// screen are let go, page by page, and asked for again as they are scrolled to.
///
/// Lines are small and hold no whole job; those that were heard of last are kept whole beside them.
package struct QueueState: Sendable {
    var slots: [String: Int32] = [:]
    var rows: [JobRow] = []
    var free: [Int32] = []
    var texts = JobTexts()
    var keys = RankedKeys()
    var recent = RecentJobs()
    /// What has left the list while a page was under way, with its revision: an older page does not bring it back.
    var gone: [String: Int] = [:]

    /// Of the head, as it was loaded: it can be asked for again.
    struct Page: Sendable {
        /// nil: from the top of the list.
        var cursor: String?
        var start: ListKey
        /// Once it was let go.
        var lines = 0
    }
    var pages: [Page] = []
    /// Let go above the head, the topmost first.
    var above: [Page] = []
    /// Lines of those.
    package internal(set) var skipped = 0
    /// Lines that are kept.
    package var limit = 20_000

    /// Loaded jobs by state.
    package internal(set) var counts: [JobStatus: Int] = [:]
    package internal(set) var order = JobOrder.newest
    /// The last line of the head, the first one of the tail.
    package internal(set) var headEnd: ListKey?
    package internal(set) var tailStart: ListKey?
    /// Goes on below the head; nil: there is no hole.
    package var nextCursor: String?
    /// Goes on above the tail, in the opposite order.
    package internal(set) var tailCursor: String?

    /// Jobs that match the filter, on the service; nil until it has answered.
    package var total: Int?
    /// False: at least so many.
    package var isTotalExact = true
    package var isLoading = false
    package var hasLoaded = false
    /// Grows with every list that starts anew, so that late answers are told apart.
    package var generation = 0
    package internal(set) var filter = ""
    /// The filter as the dashboard understands it, for the events.
    package internal(set) var matching = QueueFilter("")
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
    package internal(set) var starts = 0
    package internal(set) var startsAt: [String: Int] = [:]
    package var marks = JobMarks()
    package var find = FindState()
    /// Clients that were seen, for completion.
    package internal(set) var clients: Set<String> = []

    package init() {}

    /// Loaded jobs.
    package var count: Int { keys.count }
    package var isComplete: Bool { hasLoaded && nextCursor == nil && above.isEmpty }
    package var hasLinesAbove: Bool { !above.isEmpty }

    /// Lines of the list, those that are not loaded included.
    package var lineCount: Int {
        let known = skipped + count
        return nextCursor == nil ? known : max(known, total ?? 0)
    }

    /// The lines below the head that are not loaded; empty where there are none, or nobody knows how many.
    package var hole: Range<Int> {
        let head = skipped + headCount
        return head..<(head + lineCount - skipped - count)
    }

    var headCount: Int {
        guard tailStart != nil, let headEnd else { return count }
        let (rank, isPresent) = keys.rank(of: headEnd)
        return order.isDescending ? count - rank : rank + (isPresent ? 1 : 0)
    }

    package func id(at line: Int) -> String? {
        let hole = hole
        guard line >= skipped, line < hole.lowerBound || line >= hole.upperBound else { return nil }
        let place = (line < hole.lowerBound ? line : line - hole.count) - skipped
        return keys[order.isDescending ? count - 1 - place : place]?.id
    }

    /// The job at a line, 0 being the first; nil in the hole and behind the end.
    package func job(at line: Int) -> Job? { id(at: line).flatMap { job($0) } }

    /// A job of the list: whole if it is one of those heard of last, else as far as its line goes.
    package func job(_ id: String) -> Job? {
        guard let slot = slots[id] else { return nil }
        return recent[id] ?? rows[Int(slot)].job(texts)
    }

    /// The state alone, which every line knows.
    package func status(at line: Int) -> JobStatus? {
        id(at: line).flatMap { slots[$0] }.map { rows[Int($0)].status }
    }

    /// Whether all of a listed job is known.
    package func isWhole(_ id: String) -> Bool { recent[id] != nil }

    package func contains(_ id: String) -> Bool { slots[id] != nil }

    /// The line of a job; nil when it is not in the list.
    package func line(of id: String) -> Int? {
        guard let slot = slots[id] else { return nil }
        let (rank, isPresent) = keys.rank(of: rows[Int(slot)].key(in: order))
        guard isPresent else { return nil }
        let line = skipped + (order.isDescending ? count - 1 - rank : rank)
        let hole = hole
        return line < hole.lowerBound ? line : line + hole.count
    }

    package var selectedLine: Int? { selected.flatMap { line(of: $0) } }
    package var selectedJob: Job? { selected.flatMap { job($0) } }

    /// The place of a waiting job now, 1 being next.
    package func position(of job: Job) -> Int? {
        job.queuePosition.map { max(1, max(1, $0) - (starts - (startsAt[job.id] ?? starts))) }
    }

    /// Whether a job of this key would stand among the loaded ones: otherwise it comes with a later page.
    package func covers(_ key: ListKey) -> Bool {
        guard hasLoaded, !isAbove(key) else { return false }
        guard nextCursor != nil else { return true }
        if let headEnd, order.isDescending ? key >= headEnd : key <= headEnd { return true }
        guard let tailStart else { return false }
        return order.isDescending ? key <= tailStart : key >= tailStart
    }
}
