import GRDB

/// What one transaction counts: each counter is read once and written once, at the end.
final class TransactionCounters {
    enum Name: String, CaseIterable {
        /// Of all changes, by which followers resume.
        case sequence
        /// Of leases: the fencing tokens.
        case token
        /// What was served last: see `FairTurn`.
        case pass
        /// 0 or 1.
        case paused
    }

    fileprivate struct Values {
        struct Entry {
            var value: Int64?
            var isChanged = false
        }

        // Not a dictionary, of which each write would make a copy.
        private var sequence = Entry()
        private var token = Entry()
        private var pass = Entry()
        private var paused = Entry()

        subscript(name: Name) -> Entry {
            get {
                switch name {
                case .sequence: sequence
                case .token: token
                case .pass: pass
                case .paused: paused
                }
            }
            set {
                switch name {
                case .sequence: sequence = newValue
                case .token: token = newValue
                case .pass: pass = newValue
                case .paused: paused = newValue
                }
            }
        }
    }

    private var values = Values()
    /// Jobs that have changed their state.
    var moves = StateMoves()

    struct Mark {
        fileprivate var values: Values
        fileprivate var moves: StateMoves.Mark
    }

    var mark: Mark { Mark(values: values, moves: moves.mark) }

    /// As before a write that is refused, whose part of the transaction is rolled back.
    func goBack(to mark: Mark) {
        values = mark.values
        moves.goBack(to: mark.moves)
    }

    /// As it is stored; 0 for one that is not there.
    static func value(of name: String, _ db: Database) throws -> Int64 {
        try stored(name, db) ?? 0
    }

    private static func stored(_ name: String, _ db: Database) throws -> Int64? {
        let statement = try db.cachedStatement(sql: "SELECT value FROM counter WHERE name = ?")
        return try Int64.fetchOne(statement, arguments: [name])
    }

    /// - Returns: nil for one that is not there.
    func value(_ name: Name, _ db: Database) throws -> Int64? {
        if let value = values[name].value { return value }
        let value = try Self.stored(name.rawValue, db)
        values[name].value = value
        return value
    }

    func set(_ name: Name, to value: Int64) { values[name] = Values.Entry(value: value, isChanged: true) }

    func store(_ db: Database) throws {
        try moves.store(db)
        for name in Name.allCases where values[name].isChanged {
            let statement = try db.cachedStatement(sql: "UPDATE counter SET value = ? WHERE name = ?")
            try statement.execute(arguments: [values[name].value, name.rawValue])
            values[name].isChanged = false
        }
    }
}
