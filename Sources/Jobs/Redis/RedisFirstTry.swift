import Dispatch
import Foundation
import Synchronization

/// What the server last said of itself.
final class RedisFacts: Sendable {
    let server = Mutex<RedisServer?>(nil)
}

/// One connection to find out whether there can be any, on a thread of its own: there a broken pipe is an error.
final class RedisFirstTry: Sendable {
    private let entry: RedisEntry
    private let outcome = Mutex<Result<Void, JobError>>(.success(()))
    private let isDone = DispatchSemaphore(value: 0)

    init(_ entry: RedisEntry) {
        self.entry = entry
        Thread.detachNewThread { self.run() }
    }

    private func run() {
        RedisLink.blockBrokenPipes()
        do throws(JobError) {
            _ = try entry.link()
        } catch {
            outcome.withLock { $0 = .failure(error) }
        }
        isDone.signal()
    }

    /// Blocks. Asked for once.
    func result() throws(JobError) {
        isDone.wait()
        try outcome.withLock { $0 }.get()
    }
}
