import API
package import Foundation

/// Pictures one after the other, the least certain first, and what was said about them.
package struct ReviewState: Sendable {
    package enum Phase: Sendable, Equatable {
        case gathering(looked: Int, of: Int?)
        case ready
        case failed(String)
    }

    package var number: Int
    package var scope: JobScope
    package var phase: Phase
    package private(set) var items: [ReviewItem] = []
    /// Pictures that were looked at; more than there are items where the surest were left out.
    package private(set) var considered = 0
    package private(set) var cursor = 0
    /// What holds now, of every review so far.
    package private(set) var judgements: [ReviewKey: Judgement] = [:]
    /// What was judged in this session, and what held before: for taking it back.
    package private(set) var history: [(key: ReviewKey, before: Judgement?)] = []
    package private(set) var tally = ReviewTally()
    /// In alphabetical order: of the predictions seen, and those that were typed.
    package private(set) var labels: [String] = []
    /// The journal has been read: nothing is judged before that.
    package private(set) var hasJournal = false
    /// Lines for the journal that are not known to be on disk; the first `inFlight` are being written.
    package private(set) var unsaved: [Judgement] = []
    package private(set) var inFlight = 0
    package var saveProblem: String?
    /// While a label is typed: what it is completed from, and which match stands in the field.
    package var completion: (typed: String, index: Int)?
    package var showsSummary = false
    package var scroll = 0

    package init(number: Int, scope: JobScope) {
        self.number = number
        self.scope = scope
        phase = .gathering(looked: 0, of: scope.count)
    }

    package var current: ReviewItem? { items.indices.contains(cursor) ? items[cursor] : nil }
    package var currentJudgement: Judgement? { current.flatMap { judgements[$0.key] } }
    package var isReady: Bool { phase == .ready && hasJournal }

    package mutating func take(_ found: [ReviewItem], considered: Int, labels: [String]) {
        items = found
        self.considered = considered
        self.labels = Set(labels).union(self.labels).sorted()
        phase = .ready
        if hasJournal { begin() }
    }

    /// - Parameter entries: in the order in which they were written.
    package mutating func takeJournal(_ entries: [Judgement]) {
        for entry in entries { judgements[entry.key] = entry.verdict == .withdrawn ? nil : entry }
        labels = Set(labels).union(entries.compactMap(\.label)).sorted()
        hasJournal = true
        if phase == .ready { begin() }
    }

    private mutating func begin() {
        cursor = items.firstIndex { judgements[$0.key] == nil } ?? max(0, items.count - 1)
        showsSummary = !items.isEmpty && items.allSatisfy { judgements[$0.key] != nil }
        recount()
    }

    /// - Parameter rank: from 1; nil: none of the five.
    /// - Returns: false when there is nothing to judge, or the list is shorter than that.
    package mutating func judge(rank: Int?, label: String?, at now: Date) -> Bool {
        guard isReady, let item = current else { return false }
        var rank = rank
        // A typed label that stands in the list is a choice out of it.
        if rank == nil, let label {
            rank = item.prediction.firstIndex { $0.label.lowercased() == label.lowercased() }.map { $0 + 1 }
        }
        if let rank, !(1...item.prediction.count).contains(rank) { return false }
        let chosen = rank.map { item.prediction[$0 - 1].label } ?? label
        let best = item.prediction[0]
        record(
            Judgement(
                at: now, jobID: item.jobID, image: item.image.name, sha256: item.image.sha256, model: item.model,
                predicted: best.label, probability: best.score, verdict: rank == 1 ? .confirmed : .corrected,
                label: chosen, rank: rank))
        if let chosen, !labels.contains(chosen) { labels = (labels + [chosen]).sorted() }
        advance()
        return true
    }

    private mutating func record(_ judgement: Judgement) {
        history.append((judgement.key, judgements[judgement.key]))
        judgements[judgement.key] = judgement
        unsaved.append(judgement)
    }

    /// Takes the last judgement of this session back and goes to its picture.
    package mutating func undo(at now: Date) -> Bool {
        guard let (key, before) = history.popLast(), let last = judgements[key] else { return false }
        judgements[key] = before
        var line = before ?? last
        line.at = now
        if before == nil { line.verdict = .withdrawn }
        unsaved.append(line)
        if let index = items.firstIndex(where: { $0.key == key }) { cursor = index }
        showsSummary = false
        recount()
        return true
    }

    package mutating func skip() { advance() }

    package mutating func move(by distance: Int) {
        cursor = min(max(0, cursor + distance), max(0, items.count - 1))
    }

    package mutating func moveToEnd() { move(by: items.count) }

    /// To the next picture that is not judged, from the start again behind the last one; to the summary when none is left.
    private mutating func advance() {
        recount()
        let order = Array(items.indices.dropFirst(cursor + 1)) + Array(items.indices.prefix(cursor + 1))
        if let next = order.first(where: { judgements[items[$0].key] == nil }) {
            cursor = next
        } else {
            showsSummary = !items.isEmpty
        }
    }

    /// What is to be written next; nil while a write is under way or there is nothing.
    package mutating func nextWrite() -> [Judgement]? {
        guard inFlight == 0, !unsaved.isEmpty, saveProblem == nil else { return nil }
        inFlight = unsaved.count
        return unsaved
    }

    package mutating func written(_ problem: String?) {
        if problem == nil { unsaved.removeFirst(min(inFlight, unsaved.count)) }
        inFlight = 0
        saveProblem = problem
        recount()
    }

    private mutating func recount() {
        tally = ReviewTally(items, judgements, unsaved: Set(unsaved.map(\.key)))
    }
}
