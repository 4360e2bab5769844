package import API
package import Foundation

/// What the events have told, oldest first and bounded.
package struct EventLog: Sendable {
    package struct Entry: Sendable, Equatable, Identifiable {
        package enum Kind: Sendable, Equatable {
            case job(JobStatus, step: JobStep?)
            case forgotten
            /// About the connection: `detail` is the sentence.
            case connection(isGood: Bool)
        }

        /// Grows by one with every entry.
        package var id = 0
        package var time: Date
        package var kind: Kind
        package var jobID: String?
        package var name = ""
        /// The work on the job, where it has ended.
        package var milliseconds: Double?
        /// The best label, the error, or what happened to the connection.
        package var detail = ""
    }

    /// Entries that are kept; when there are more, the oldest tenth goes.
    package static let capacity = 5_000

    package private(set) var entries: [Entry] = []
    package private(set) var filter = ""
    /// Ids of the entries that the filter lets through; nil without a filter.
    private var matching: [Int]?
    private var nextID = 0
    /// The newest entry stays in sight.
    package var isFollowing = true
    /// The id of the entry under the cursor.
    package var selected: Int?
    /// The one that was under the cursor when `offset` was last worked out.
    package var placed: Int?
    /// First line on the screen.
    package var offset = 0
    /// Entries that came while the log was held.
    package private(set) var unseen = 0

    package init() {}

    package var count: Int { matching?.count ?? entries.count }

    package func entry(at line: Int) -> Entry? {
        guard line >= 0, line < count else { return nil }
        guard let matching else { return entries[line] }
        return entry(matching[line])
    }

    private func entry(_ id: Int) -> Entry? {
        guard let first = entries.first?.id, entries.indices.contains(id - first) else { return nil }
        return entries[id - first]
    }

    package var current: Entry? { selected.flatMap { entry($0) } }

    /// The line of the entry under the cursor, or of the one that came next where it is gone.
    package var selectedLine: Int? {
        guard let selected, count > 0 else { return nil }
        guard let matching else { return min(max(0, selected - (entries.first?.id ?? 0)), count - 1) }
        return min(matching.firstIndex { $0 >= selected } ?? count - 1, count - 1)
    }

    package mutating func record(_ entry: Entry) {
        var entry = entry
        entry.id = nextID
        nextID += 1
        entries.append(entry)
        if matching != nil, EventFilter(filter).takes(entry) { matching?.append(entry.id) }
        if !isFollowing { unseen += 1 }
        if entries.count > Self.capacity { trim() }
    }

    private mutating func trim() {
        let gone = Self.capacity / 10
        let before = count
        entries.removeFirst(gone)
        let first = entries.first?.id ?? nextID
        matching?.removeAll { $0 < first }
        // The lines under the eye stay where they are.
        offset = max(0, offset - (before - count))
    }

    package mutating func setFilter(_ text: String) {
        guard text != filter else { return }
        filter = text
        let wanted = EventFilter(text)
        matching = wanted.isEmpty ? nil : entries.filter(wanted.takes).map(\.id)
        if isFollowing { follow() }
    }

    package mutating func select(line: Int) {
        selected = entry(at: min(max(0, line), count - 1))?.id
    }

    package mutating func follow() {
        isFollowing = true
        unseen = 0
        select(line: count - 1)
    }

    package mutating func hold() {
        guard isFollowing else { return }
        isFollowing = false
        unseen = 0
        if selected == nil { select(line: count - 1) }
    }
}

/// Words that an entry of the log must have; `-word` those that it must not have.
struct EventFilter {
    private var wanted: [String] = []
    private var unwanted: [String] = []

    init(_ text: String) {
        for word in text.lowercased().split(separator: " ") {
            if word.hasPrefix("-"), word.count > 1 {
                unwanted.append(String(word.dropFirst()))
            } else {
                wanted.append(word.hasPrefix("state:") ? String(word.dropFirst(6)) : String(word))
            }
        }
    }

    var isEmpty: Bool { wanted.isEmpty && unwanted.isEmpty }

    func takes(_ entry: EventLog.Entry) -> Bool {
        guard !isEmpty else { return true }
        let text = "\(entry.name) \(entry.jobID ?? "") \(Strings.word(entry.kind)) \(entry.detail)".lowercased()
        return wanted.allSatisfy(text.contains) && !unwanted.contains(where: text.contains)
    }
}
