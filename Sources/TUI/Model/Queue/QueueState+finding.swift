// Looking for a word in the list.
extension QueueState {
    package enum Found: Sendable, Equatable {
        case line(Int, wrapped: Bool)
        /// The lines that come next are not loaded yet.
        case notLoaded
        case nothing
    }

    /// The next line that contains a word, from a line on, round the end; or the one before.
    package func find(_ word: String, from line: Int, _ direction: FindState.Direction) -> Found {
        let folded = QueueFilter.fold(word)
        guard !folded.isEmpty, count > 0 else { return .nothing }
        let forward = direction == .forward
        let hole = hole
        // Places of loaded lines, what stands above them left out.
        let head = hole.lowerBound - skipped
        let place = min(max(0, (line < hole.lowerBound ? line : line - hole.count) - skipped), count - 1)
        let (bytes, shared) = (Array(folded.utf8), textsContaining(folded))
        // The stretches in the order in which they are looked at; nil is the hole.
        let after = (place + 1)..<max(place + 1, place < head ? head : count)
        let before = (place < head ? 0 : head)..<place
        let rest = place < head ? head..<count : 0..<head
        let isInHead = place < head
        var stretches: [Range<Int>?]
        switch (forward, isInHead) {
        case (true, true): stretches = [after, nil, rest, 0..<(place + 1)]
        case (true, false): stretches = [after, rest, nil, before.lowerBound..<(place + 1)]
        case (false, true): stretches = [before, rest, nil, place..<max(place, head)]
        case (false, false): stretches = [before, nil, rest, place..<count]
        }
        if nextCursor == nil { stretches.removeAll { $0 == nil } }
        for stretch in stretches {
            guard let stretch else { return .notLoaded }
            guard let found = firstPlace(in: stretch, forward: forward, bytes, shared) else { continue }
            return .line(
                skipped + (found < head ? found : found + hole.count),
                wrapped: forward ? found <= place : found >= place)
        }
        return .nothing
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
