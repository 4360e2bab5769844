import Foundation
import GRDB

@testable import Jobs

/// Ways to make a real database fail under a store that is open.
extension SQLiteJobStore {
    /// SQLite refuses each write on the writing connection, as on a file that cannot be written.
    func setReadOnly(_ isReadOnly: Bool) async throws {
        try await pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA query_only = \(isReadOnly ? "ON" : "OFF")")
        }
    }

    /// The wait for another program's lock, in milliseconds; 5 s is long for a test.
    func setBusyTimeout(_ milliseconds: Int) async throws {
        try await pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA busy_timeout = \(milliseconds)")
        }
    }

    /// Moves everything from the write-ahead log to the file.
    func checkpoint() async throws {
        _ = try await pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
    }
}

/// Another program that holds a database's lock for writing until it lets go or is gone.
final class LockHolder: Sendable {
    private let queue: DatabaseQueue

    init(path: String) throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.inDatabase { db in try db.beginTransaction(.immediate) }
    }

    func letGo() throws {
        try queue.close()
    }
}

/// The pages of a file in which a byte stands many times over, overwritten and put back.
struct DamagedPages {
    private let file: URL
    private let good: Data
    let count: Int

    /// - Parameter marker: fills the payload whose pages are damaged.
    init(of file: URL, holding marker: UInt8) throws {
        self.file = file
        good = try Data(contentsOf: file)
        var bad = good
        let run = Data(repeating: marker, count: 4000)
        var damaged = 0
        for start in stride(from: 0, to: good.count, by: 4096) {
            let page = start..<min(start + 4096, good.count)
            guard good[page].range(of: run) != nil else { continue }
            bad.replaceSubrange(page, with: Data(repeating: 0xA5, count: page.count))
            damaged += 1
        }
        count = damaged
        try Self.write(bad, over: file)
    }

    func putBack() throws { try Self.write(good, over: file) }

    /// Into the same file: whoever has it open sees it.
    private static func write(_ data: Data, over file: URL) throws {
        let handle = try FileHandle(forWritingTo: file)
        try handle.write(contentsOf: data)
        try handle.close()
    }
}
