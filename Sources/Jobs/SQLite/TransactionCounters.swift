import GRDB

/// What one transaction counts: the counters are read once, all together, and written once, at the end. And what is done then.
final class TransactionCounters {
    enum Name: String {
        /// Of all changes, by which followers resume.
        case sequence
        /// Of leases: the fencing tokens.
        case token
        /// What was served last: see `FairTurn`.
        case pass
        /// 0 or 1.
        case paused
    }

    fileprivate struct Entry {
        var value: Int64?
        var isChanged = false
    }

    private var entries: [Name: Entry] = [:]
    /// Jobs that have changed their state.
    var moves = StateMoves()
    private var actions: [() -> Void] = []

    struct Mark {
        fileprivate var entries: [Name: Entry]
        fileprivate var moves: StateMoves.Mark
        fileprivate var actions: Int
    }

    var mark: Mark { Mark(entries: entries, moves: moves.mark, actions: actions.count) }

    /// For what need not wait for the commit, which is all that is left then; unless the write is refused.
    func whenWritten(_ action: @escaping () -> Void) { actions.append(action) }

    /// As before a write that is refused, whose part of the transaction is rolled back.
    func goBack(to mark: Mark) {
        entries = mark.entries
        moves.goBack(to: mark.moves)
        actions.removeSubrange(mark.actions...)
    }

    /// As it is stored; 0 for one that is not there.
    static func value(of name: String, _ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT value FROM counter WHERE name = ?", arguments: [name]) ?? 0
    }

    /// - Returns: nil for one that is not there.
    func value(_ name: Name, _ db: Database) throws -> Int64? {
        if entries[name]?.value == nil { try load(db) }
        return entries[name]?.value
    }

    private func load(_ db: Database) throws {
        let statement = try db.cachedStatement(sql: "SELECT name, value FROM counter")
        for stored in try SQLiteRow.read(statement, [], { ($0[0] as String, $0[1] as Int64) }) {
            guard let name = Name(rawValue: stored.0), entries[name] == nil else { continue }
            entries[name] = Entry(value: stored.1)
        }
    }

    func set(_ name: Name, to value: Int64) { entries[name] = Entry(value: value, isChanged: true) }

    func store(_ db: Database) throws {
        try moves.store(db)
        for (name, entry) in entries where entry.isChanged {
            let statement = try db.cachedStatement(sql: "UPDATE counter SET value = ? WHERE name = ?")
            try statement.execute(arguments: [entry.value, name.rawValue])
            entries[name]?.isChanged = false
        }
        for action in actions { action() }
        actions = []
    }
}
