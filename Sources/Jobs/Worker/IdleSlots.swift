import Synchronization

/// Where a worker's slots wait for work: as many are woken as there may be jobs for, not all of them for each job.
///
/// Whoever finds a job wakes two others before it begins, so a burst of n jobs wakes its slots in log n turns. A single job on an
/// idle worker wakes none: see `ClaimOffers`; in a store that claims apart it wakes three at most.
final class IdleSlots: Sendable {
    enum News: Sendable {
        /// There may be work.
        case look
        /// This was claimed for it.
        case job(ClaimedJob)
        /// The worker stops, or the task was cancelled.
        case stop
    }

    private struct Waiting {
        var key: Int
        var request: @Sendable () -> ClaimRequest?
        var continuation: CheckedContinuation<News, Never>
    }

    private struct State {
        /// A wake-up found nobody waiting: the next one that comes to wait looks again instead. So what arrives while a slot
        /// looks in vain is not missed.
        var isPending = false
        var lastKey = 0
        /// The last to come is the first to go: its memory is still warm.
        var waiting: [Waiting] = []
        var isClosed = false
    }

    private let state = Mutex(State())

    /// - Parameter request: what may be claimed for it meanwhile; nil: nothing, when it is asked.
    func wait(offering request: @escaping @Sendable () -> ClaimRequest? = { nil }) async -> News {
        let key = state.withLock { state in
            state.lastKey += 1
            return state.lastKey
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer = state.withLock { state -> News? in
                    if state.isClosed || Task.isCancelled { return .stop }
                    guard !state.isPending else {
                        state.isPending = false
                        return .look
                    }
                    state.waiting.append(Waiting(key: key, request: request, continuation: continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiting = state.withLock { state in
                state.waiting.firstIndex { $0.key == key }.map { state.waiting.remove(at: $0) }
            }
            waiting?.continuation.resume(returning: .stop)
        }
    }

    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Slots that wait no longer for anything but an answer. One that may claim nothing now looks, and waits again.
    func takeOffers(atMost count: Int) -> [ClaimOffer] {
        let taken = state.withLock { state in
            let taken = state.waiting.suffix(count)
            state.waiting.removeLast(taken.count)
            return taken
        }
        return taken.compactMap { slot in
            guard let request = slot.request() else {
                slot.continuation.resume(returning: .look)
                return nil
            }
            return ClaimOffer(request) { slot.continuation.resume(returning: $0.map { .job($0) } ?? .look) }
        }
    }

    func wake(_ count: Int) {
        let woken = state.withLock { state in
            let woken = state.waiting.suffix(count)
            state.waiting.removeLast(woken.count)
            if woken.count < count { state.isPending = true }
            return woken
        }
        for waiting in woken { waiting.continuation.resume(returning: .look) }
    }

    /// Nobody waits any more.
    func close() {
        let woken = state.withLock { state in
            defer { state.waiting = [] }
            state.isClosed = true
            return state.waiting
        }
        for waiting in woken { waiting.continuation.resume(returning: .stop) }
    }
}
