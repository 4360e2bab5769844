import Foundation
import GRDB
import Jobs
import TestSupport
import Testing

@Suite struct SQLiteOpeningTests {
    private let folder: TemporaryFolder
    private var path: String { folder.file("jobs.db").path }

    init() throws {
        folder = try TemporaryFolder("opening")
    }

    private func refusal(of path: String, _ code: JobError.Code = .storeUnavailable) async -> JobError? {
        let error = await expectRefusal(code) { _ = try SQLiteJobStore(path: path) }
        #expect(error?.message.contains(path) == true, "\(error?.message ?? "")")
        return error
    }

    /// A closed database with `count` jobs of 10 kB each.
    private func fill(_ count: Int) async throws {
        let store = try SQLiteJobStore(path: path)
        let jobs = (0..<count).map {
            NewJob.sample("job-\($0)", payload: Data(repeating: UInt8($0 % 251), count: 10_000))
        }
        _ = try await store.submit(jobs, maxQueued: count, now: .at(0))
        try await store.close()
    }

    private func overwrite(from offset: UInt64) throws {
        let file = try FileHandle(forUpdating: folder.file("jobs.db"))
        let size = try file.seekToEnd()
        try file.seek(toOffset: offset)
        try file.write(contentsOf: Data(repeating: 0xA5, count: Int(size - offset)))
        try file.close()
    }

    /// So much that the log is copied after the commit, beside which it could not be emptied.
    @Test func closesWhileItsLogIsBeingCopied() async throws {
        for round in 0..<5 {
            let store = try SQLiteJobStore(path: path)
            for part in 0..<4 {
                let job = NewJob.sample("job-\(round)-\(part)", payload: Data(repeating: 7, count: 12 << 20))
                _ = try await store.submit([job], maxQueued: 100, now: .at(0))
            }
            try await store.close()
            let log = try? FileManager.default.attributesOfItem(atPath: folder.file("jobs.db-wal").path)
            #expect((log?[.size] as? Int ?? 0) == 0)
        }
    }

    @Test func makesMissingFolders() async throws {
        let deep = folder.file("a/b c/jobs.db").path
        let store = try SQLiteJobStore(path: deep)
        try await store.close()
        #expect(FileManager.default.fileExists(atPath: deep))
    }

    @Test func aFileInTheWayOfTheFolderIsNamed() async throws {
        try Data().write(to: folder.file("file"))
        let error = await expectRefusal(.storeUnavailable) {
            _ = try SQLiteJobStore(path: folder.file("file/jobs.db").path)
        }
        #expect(error?.message.contains("\(folder.file("file").path) cannot be made") == true)
    }

    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/self"), "needs a folder that even root can't write"))
    func aReadOnlyFolderIsNamed() async throws {
        let error = await refusal(of: "/proc/jobs.db")
        #expect(error?.message.contains("Make the folder writable or choose another one") == true)
    }

    @Test func aFolderIsNoDatabase() async throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        #expect(await refusal(of: path)?.message.contains("cannot be opened") == true)
    }

    @Test(arguments: [12, 600, 20_000])
    func aTextFileIsNoDatabase(bytes: Int) async throws {
        let text = Data(repeating: UInt8(ascii: "x"), count: bytes)
        try text.write(to: folder.file("jobs.db"))
        let error = await refusal(of: path)
        #expect(error?.message.contains("is not a database. Move that file aside") == true)
        #expect(error?.cause?.contains("26") == true)
        #expect(try Data(contentsOf: folder.file("jobs.db")) == text)
    }

    @Test func anEmptyFileBecomesADatabase() async throws {
        try Data().write(to: folder.file("jobs.db"))
        let store = try SQLiteJobStore(path: path)
        #expect(try await store.lastSequence() == 0)
        try await store.close()
    }

    @Test func damageIsSeenAtOpening() async throws {
        try await fill(50)
        try overwrite(from: 8192)
        let error = await refusal(of: path)
        #expect(error?.message.contains("is damaged. Stop the service, move it aside") == true)
    }

    @Test func aTruncatedFileIsDamaged() async throws {
        try await fill(50)
        let file = try FileHandle(forUpdating: folder.file("jobs.db"))
        try file.truncate(atOffset: 4096 * 12)
        try file.close()
        #expect(await refusal(of: path)?.message.contains("is damaged") == true)
    }

    @Test func damageInALargeFileIsSeenWhenItIsMet() async throws {
        try await fill(1800)
        try overwrite(from: 17 << 20)
        let store = try SQLiteJobStore(path: path)
        let error = await expectRefusal(.storeUnavailable) {
            for number in (0..<1800).reversed() { _ = try await store.payload(JobID(rawValue: "job-\(number)")) }
        }
        #expect(error?.message.contains("is damaged") == true)
        #expect(try await store.payload(JobID(rawValue: "job-0")).count == 10_000, "What is whole can still be read.")
        try? await store.close()
    }

    @Test func aNewerDatabaseIsLeftAlone() async throws {
        try await fill(1)
        let newer = try DatabaseQueue(path: path)
        try await newer.write { db in try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 future')") }
        try newer.close()
        let before = try Data(contentsOf: folder.file("jobs.db"))
        #expect(await refusal(of: path)?.message.contains("made by a newer version of top5") == true)
        #expect(try Data(contentsOf: folder.file("jobs.db")) == before)
    }

    @Test func anotherProgramsDatabaseIsLeftAlone() async throws {
        let other = try DatabaseQueue(path: path)
        try await other.write { db in try db.execute(sql: "CREATE TABLE bookmarks (url TEXT)") }
        try other.close()
        let before = try Data(contentsOf: folder.file("jobs.db"))
        #expect(await refusal(of: path)?.message.contains("belongs to another program") == true)
        #expect(try Data(contentsOf: folder.file("jobs.db")) == before)
    }

    @Test func aSecondOpenerIsRefusedUntilTheFirstCloses() async throws {
        let first = try SQLiteJobStore(path: path)
        let error = await refusal(of: path, .storeInUse)
        #expect(error?.message.contains("in use by process \(ProcessInfo.processInfo.processIdentifier)") == true)
        try FileManager.default.createSymbolicLink(
            at: folder.file("link"), withDestinationURL: folder.file("jobs.db").deletingLastPathComponent())
        await expectRefusal(.storeInUse) { _ = try SQLiteJobStore(path: folder.file("link/jobs.db").path) }
        try await first.close()
        let second = try SQLiteJobStore(path: path)
        try await second.close()
    }

    /// What a child process holds between its making and its program.
    @Test func aCopyOfTheLocksFileDoesNotKeepTheLock() async throws {
        let path = path
        let store = try SQLiteJobStore(path: path)
        let lock = URL(filePath: path + ".lock").resolvingSymlinksInPath().path
        let held = try #require(
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(Int32.init).first {
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == lock
            })
        let copy = dup(held)
        try await store.close()
        try await SQLiteJobStore(path: path).close()
        close(copy)
    }

    @Test func aFailedOpeningLeavesNoLock() async throws {
        try Data("not a database, but long enough to look at".utf8).write(to: folder.file("jobs.db"))
        _ = await refusal(of: path)
        try FileManager.default.removeItem(at: folder.file("jobs.db"))
        try await SQLiteJobStore(path: path).close()
    }
}
