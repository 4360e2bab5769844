import Synchronization

/// Where a worker's slots wait for work: as many are woken as there may be jobs for, not all of them for each job.
///
/// Whoever finds a job wakes two others before it begins, so a burst of n jobs wakes its slots in log n turns, and a single
/// job on an idle worker wakes three of them at most.
final class IdleSlots: Sendable {
    private struct State {
        /// A wake-up found nobody waiting: the next one that comes to wait looks again instead. So what arrives while a slot
        /// looks in vain is not missed.
        var isPending = false
        var lastKey = 0
        /// The last to come is the first to go: its memory is still warm.
        var waiting: [(key: Int, continuation: CheckedContinuation<Bool, Never>)] = []
        var isClosed = false
    }

    private let state = Mutex(State())

    /// - Returns: true when there may be work; false when the worker stops, or the task is cancelled.
    func wait() async -> Bool {
        let key = state.withLock { state in
            state.lastKey += 1
            return state.lastKey
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer = state.withLock { state -> Bool? in
                    if state.isClosed || Task.isCancelled { return false }
                    guard !state.isPending else {
                        state.isPending = false
                        return true
                    }
                    state.waiting.append((key, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiting = state.withLock { state in
                state.waiting.firstIndex { $0.key == key }.map { state.waiting.remove(at: $0) }
            }
            waiting?.continuation.resume(returning: false)
        }
    }

    func wake(_ count: Int) {
        let woken = state.withLock { state in
            let woken = state.waiting.suffix(count)
            state.waiting.removeLast(woken.count)
            if woken.count < count { state.isPending = true }
            return woken
        }
        for waiting in woken { waiting.continuation.resume(returning: true) }
    }

    /// Nobody waits any more.
    func close() {
        let woken = state.withLock { state in
            defer { state.waiting = [] }
            state.isClosed = true
            return state.waiting
        }
        for waiting in woken { waiting.continuation.resume(returning: false) }
    }
}
