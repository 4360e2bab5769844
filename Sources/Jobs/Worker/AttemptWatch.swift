import Synchronization

/// Gives the attempts that last their heartbeats, and their steps a place in the store. Most attempts end sooner: they cost
/// no timer, no task and no write beside their own.
final class AttemptWatch: Sendable {
    /// Attempts that last so long count as slow: from then on somebody may be watching. Well within any lease's third.
    static let slowMilliseconds: Int64 = 50

    private struct State {
        var quick: [Int64: Attempt] = [:]
    }

    private let clock: any JobClock
    private let state = Mutex(State())
    private let begun: AsyncStream<Void>
    private let begin: AsyncStream<Void>.Continuation

    init(clock: any JobClock) {
        self.clock = clock
        (begun, begin) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func add(_ attempt: Attempt) {
        let isFirst = state.withLock { state in
            state.quick[attempt.token] = attempt
            return state.quick.count == 1
        }
        if isFirst { begin.yield() }
    }

    func remove(_ attempt: Attempt) {
        state.withLock { _ = $0.quick.removeValue(forKey: attempt.token) }
    }

    /// Returns when the task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await _ in begun {
                while true {
                    let quick = state.withLock { Set($0.quick.keys) }
                    guard !quick.isEmpty else { break }
                    guard (try? await clock.sleep(milliseconds: Self.slowMilliseconds)) != nil else { return }
                    let slow = state.withLock { state in quick.compactMap { state.quick.removeValue(forKey: $0) } }
                    for attempt in slow { group.addTask { await attempt.accompany() } }
                }
            }
        }
    }
}
