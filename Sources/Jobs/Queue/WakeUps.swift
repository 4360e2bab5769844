import Synchronization

/// Tells any number of listeners that something changed, with the newest sequence heard of; a slow one hears only the
/// latest.
final class WakeUps: Sendable {
    private struct Listeners {
        var newest: Int64 = 0
        var lastKey = 0
        var byKey: [Int: AsyncStream<Int64>.Continuation] = [:]
        var isClosed = false
    }

    private let listeners = Mutex(Listeners())

    func subscribe() -> AsyncStream<Int64> {
        let (stream, continuation) = AsyncStream.makeStream(of: Int64.self, bufferingPolicy: .bufferingNewest(1))
        let key = listeners.withLock { listeners -> Int? in
            guard !listeners.isClosed else { return nil }
            listeners.lastKey += 1
            listeners.byKey[listeners.lastKey] = continuation
            return listeners.lastKey
        }
        guard let key else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.listeners.withLock { _ = $0.byKey.removeValue(forKey: key) }
        }
        return stream
    }

    /// For what has no sequence of its own to tell.
    func wakeAll() { wake(0) }

    /// - Parameter sequence: writers finish in any order; listeners never see it shrink.
    func wake(_ sequence: Int64) {
        listeners.withLock { listeners in
            listeners.newest = max(listeners.newest, sequence)
            for continuation in listeners.byKey.values { continuation.yield(listeners.newest) }
        }
    }

    /// Ends every stream, also those asked for later.
    func close() {
        let current = listeners.withLock { listeners in
            defer { listeners.byKey = [:] }
            listeners.isClosed = true
            return Array(listeners.byKey.values)
        }
        for continuation in current { continuation.finish() }
    }
}
