package import API

// What was let go.
extension QueueState {
    /// The cursor of the page right above the head, and its lines; nil at the top.
    package var pageAbove: (cursor: String?, lines: Int)? { above.last.map { ($0.cursor, $0.lines) } }

    func precedes(_ one: ListKey, _ other: ListKey) -> Bool { order.isDescending ? other < one : one < other }

    func isAbove(_ key: ListKey) -> Bool {
        guard !above.isEmpty, let start = pages.first?.start else { return false }
        return precedes(key, start)
    }

    var firstKey: ListKey? { keys[order.isDescending ? count - 1 : 0] }
    var lastKey: ListKey? { keys[order.isDescending ? 0 : count - 1] }

    /// The first line of a page, whether its first job is still there or not.
    func line(of key: ListKey) -> Int {
        let rank = keys.rank(of: key)
        return skipped + (order.isDescending ? count - rank.rank - (rank.isPresent ? 1 : 0) : rank.rank)
    }

    /// Lets go what is far from these lines, as long as more is kept than should be.
    package mutating func trim(around screen: Range<Int>, margin: Int) {
        while count > limit {
            if pages.count > 1, line(of: pages[1].start) + margin <= screen.lowerBound {
                dropFirstPage()
            } else if tailStart != nil, screen.upperBound + margin < hole.upperBound {
                dropTail()
            } else if pages.count > 1, line(of: pages[pages.count - 1].start) > screen.upperBound + margin {
                dropLastPage()
            } else {
                return
            }
        }
    }

    mutating func dropFirstPage() {
        var page = pages.removeFirst()
        let boundary = pages[0].start
        page.lines = 0
        while let key = firstKey, precedes(key, boundary) {
            evict(key.id)
            page.lines += 1
        }
        above.append(page)
        skipped += page.lines
    }

    mutating func dropLastPage() {
        let page = pages.removeLast()
        while let key = lastKey, !precedes(key, page.start) { evict(key.id) }
        (headEnd, tailStart, nextCursor, tailCursor) = (lastKey, nil, page.cursor, nil)
    }

    mutating func dropTail() {
        while let key = lastKey, let start = tailStart, !precedes(key, start) { evict(key.id) }
        (tailStart, tailCursor) = (nil, nil)
    }

    mutating func evict(_ id: String) {
        guard let slot = slots.removeValue(forKey: id) else { return }
        let row = rows[Int(slot)]
        counts[row.status, default: 0] -= 1
        keys.remove(row.key(in: order))
        startsAt[id] = nil
        recent.remove(id)
        free.append(slot)
    }

    /// The page that stands right above the head.
    package mutating func takeAbove(_ list: JobList) {
        guard var page = above.popLast() else { return }
        skipped -= page.lines
        let old = pages.first?.start
        let keys = insertPage(list)
        if let first = keys.first { page.start = first }
        pages.insert(page, at: 0)
        // More has come between than a page holds: what stands below is loaded again.
        if let last = keys.last, let old, precedes(last, old), let next = list.nextCursor {
            while let key = lastKey, precedes(last, key) { evict(key.id) }
            (headEnd, tailStart, nextCursor, tailCursor) = (last, nil, next, nil)
            pages = [page]
        }
    }

    /// A job that is not among the lines has gone.
    /// - Returns: whether it is known to have stood above them.
    package mutating func dropUnlisted(_ id: String) -> Bool {
        guard !order.isByFinish, filter.isEmpty, isAbove(ListKey(time: 0, id: id)), above.last?.lines ?? 0 > 0 else {
            return false
        }
        above[above.count - 1].lines -= 1
        skipped -= 1
        return true
    }
}
