import Dispatch
import Foundation
import Synchronization

/// What the server last said of itself.
final class RedisFacts: Sendable {
    let server = Mutex<RedisServer?>(nil)
}

/// One connection to find out whether there can be any, on a thread of its own: there a broken pipe is an error.
///
/// A server that starts at the same time, after a loss of power or a restart, is waited for; one that refuses is not.
final class RedisFirstTry: Sendable {
    private let entry: RedisEntry
    private let patience: Duration
    private let outcome = Mutex<Result<Void, JobError>>(.success(()))
    private let isDone = DispatchSemaphore(value: 0)

    /// - Parameter patience: how long a server that does not answer is tried again.
    init(_ entry: RedisEntry, patience: Duration) {
        self.entry = entry
        self.patience = patience
        Thread.detachNewThread { self.run() }
    }

    private func run() {
        RedisLink.blockBrokenPipes()
        let end = ContinuousClock.now + patience
        while true {
            do throws(JobError) {
                _ = try entry.link()
                break
            } catch {
                // LOADING: it is there, and reads its data.
                let mayPass = error.fault == .unreachable || error.cause?.contains("LOADING") ?? false
                guard mayPass, ContinuousClock.now < end else {
                    outcome.withLock { $0 = .failure(error) }
                    break
                }
            }
            usleep(100_000)
        }
        isDone.signal()
    }

    /// Blocks. Asked for once.
    func result() throws(JobError) {
        isDone.wait()
        try outcome.withLock { $0 }.get()
    }
}
