package import API

// The pages of the list, as they come.
extension QueueState {
    /// The page that follows the head, or the first one of all.
    package mutating func takeHead(_ list: JobList, cursor: String?) {
        let keys = insertPage(list)
        if let first = keys.first { pages.append(Page(cursor: cursor, start: first)) }
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

    mutating func insertPage(_ list: JobList) -> [ListKey] {
        hasLoaded = true
        take(totalOf: list)
        for job in list.jobs { merge(job, extends: true) }
        gone = [:]
        return list.jobs.map(order.key(of:))
    }

    private mutating func closeHole() {
        (headEnd, tailStart, nextCursor, tailCursor) = (nil, nil, nil, nil)
        if above.isEmpty { (total, isTotalExact) = (count, true) }
    }

    mutating func take(totalOf list: JobList) {
        (total, isTotalExact) = (list.total, list.isTotalExact)
    }
}
