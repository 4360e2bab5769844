import Foundation
import GRDB
import GRDBSQLite

/// The row that a statement stands on, read by place where SQLite has it; only until the statement's next step.
///
/// GRDB's `Row` makes a dictionary of the columns' names for each query, which was a tenth of what a job cost.
struct SQLiteRow {
    fileprivate let statement: SQLiteStatement

    /// - Parameter most: rows to be read.
    /// - Throws: `DatabaseError`, and what `body` throws.
    static func read<Value>(
        _ statement: Statement, _ arguments: StatementArguments, most: Int = .max,
        _ body: (SQLiteRow) throws -> Value
    ) throws -> [Value] {
        try statement.setArguments(arguments)
        let row = SQLiteRow(statement: statement.sqliteStatement)
        // What was read stays; a step that failed has said so.
        defer { sqlite3_reset(row.statement) }
        var values: [Value] = []
        while values.count < most {
            let code = sqlite3_step(row.statement)
            if code == SQLITE_DONE { break }
            guard code == SQLITE_ROW else {
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: code),
                    message: String(cString: sqlite3_errmsg(sqlite3_db_handle(row.statement))), sql: statement.sql)
            }
            values.append(try body(row))
        }
        return values
    }

    subscript<Value: SQLiteValue>(place: Int) -> Value { Value(statement, Int32(place)) }

    /// nil for NULL.
    subscript<Value: SQLiteValue>(place: Int) -> Value? {
        sqlite3_column_type(statement, Int32(place)) == SQLITE_NULL ? nil : Value(statement, Int32(place))
    }
}

/// What a column can be read as; NULL is zero, false, or empty.
protocol SQLiteValue {
    init(_ statement: SQLiteStatement, _ column: Int32)
}

extension Int64: SQLiteValue {
    init(_ statement: SQLiteStatement, _ column: Int32) { self = sqlite3_column_int64(statement, column) }
}

extension Int: SQLiteValue {
    init(_ statement: SQLiteStatement, _ column: Int32) { self.init(sqlite3_column_int64(statement, column)) }
}

extension Double: SQLiteValue {
    init(_ statement: SQLiteStatement, _ column: Int32) { self = sqlite3_column_double(statement, column) }
}

extension Bool: SQLiteValue {
    init(_ statement: SQLiteStatement, _ column: Int32) { self = sqlite3_column_int64(statement, column) != 0 }
}

extension String: SQLiteValue {
    init(_ statement: SQLiteStatement, _ column: Int32) {
        // The text first: asked for its length alone, SQLite might still convert it.
        let bytes = sqlite3_column_text(statement, column)
        let count = Int(sqlite3_column_bytes(statement, column))
        self.init(decoding: UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : count), as: UTF8.self)
    }
}

extension Data: SQLiteValue {
    init(_ statement: SQLiteStatement, _ column: Int32) {
        guard let bytes = sqlite3_column_blob(statement, column) else {
            self.init()
            return
        }
        self.init(bytes: bytes, count: Int(sqlite3_column_bytes(statement, column)))
    }
}
