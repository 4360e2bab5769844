import Synchronization

/// Tells the attempts of this process at once that their job shall be cancelled. What other processes have at work finds
/// out from the store, with its heartbeat at the latest.
final class CancelWishes: Sendable {
    private struct Listener {
        var job: JobID
        var tell: @Sendable () -> Void
    }

    /// By fencing token.
    private let listeners = Mutex<[Int64: Listener]>([:])

    func listen(for job: JobID, token: Int64, _ tell: @escaping @Sendable () -> Void) {
        listeners.withLock { $0[token] = Listener(job: job, tell: tell) }
    }

    func leave(token: Int64) {
        listeners.withLock { _ = $0.removeValue(forKey: token) }
    }

    func tell(_ job: JobID) {
        let told = listeners.withLock { listeners in listeners.values.filter { $0.job == job } }
        for listener in told { listener.tell() }
    }
}
