import Jobs
import Synchronization

/// Time that moves when a test says so.
final class ManualClock: JobClock {
    private struct Sleeper {
        let milliseconds: Int64
        let end: Int64
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct Watcher {
        let milliseconds: Int64
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var now: Int64
        /// What the wall clock is off by.
        var offset: Int64 = 0
        var lastKey = 0
        var sleepers: [Int: Sleeper] = [:]
        var watchers: [Int: Watcher] = [:]
    }

    private let state: Mutex<State>

    init(at now: Int64 = 0) {
        state = Mutex(State(now: now))
    }

    func now() -> JobInstant { state.withLock { JobInstant(milliseconds: $0.now + $0.offset) } }

    /// Sets the wall clock, forward or back; nobody's sleep ends by that.
    func jump(by milliseconds: Int64) { state.withLock { $0.offset += milliseconds } }

    /// Wakes those whose time has come.
    func advance(by milliseconds: Int64) {
        let woken = state.withLock { state in
            state.now += milliseconds
            let due = state.sleepers.filter { $0.value.end <= state.now }
            for key in due.keys { state.sleepers[key] = nil }
            return Array(due.values)
        }
        for sleeper in woken { sleeper.continuation.resume() }
    }

    /// Returns once something sleeps for exactly so long, at once when it does already; also when the test is out of time.
    func untilAsleep(for milliseconds: Int64) async {
        let key = newKey()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    let isAsleep = state.sleepers.values.contains { $0.milliseconds == milliseconds }
                    if isAsleep || Task.isCancelled { return true }
                    state.watchers[key] = Watcher(milliseconds: milliseconds, continuation: continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.watchers.removeValue(forKey: key) }?.continuation.resume()
        }
    }

    func sleep(milliseconds: Int64) async throws {
        let key = newKey()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let watching = state.withLock { state -> [Watcher]? in
                    guard !Task.isCancelled else { return nil }
                    state.sleepers[key] = Sleeper(
                        milliseconds: milliseconds, end: state.now + milliseconds, continuation: continuation)
                    let watching = state.watchers.filter { $0.value.milliseconds == milliseconds }
                    for key in watching.keys { state.watchers[key] = nil }
                    return Array(watching.values)
                }
                guard let watching else { return continuation.resume(throwing: CancellationError()) }
                for watcher in watching { watcher.continuation.resume() }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: key) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    private func newKey() -> Int {
        state.withLock { state in
            state.lastKey += 1
            return state.lastKey
        }
    }
}
