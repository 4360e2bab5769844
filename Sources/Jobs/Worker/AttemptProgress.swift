import Synchronization

/// What an attempt is at: shared by the threads of its handler, its heartbeat and whoever cancels the job.
final class AttemptProgress: Sendable {
    struct Step: Sendable {
        var name: String
        /// 0...1
        var fraction: Double
    }

    private struct State {
        var step: Step?
        var stop: AttemptStop?
    }

    private let state = Mutex(State())
    /// Each step as it begins; whoever is slow to read meets the newest alone.
    let steps: AsyncStream<Step>
    private let begun: AsyncStream<Step>.Continuation

    init() {
        (steps, begun) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var stop: AttemptStop? { state.withLock(\.stop) }
    var step: String? { state.withLock(\.step?.name) }

    /// Notes that a step begins. Never waits: handlers call it from the threads that they block.
    ///
    /// - Throws: `CancellationError` when the attempt has to stop.
    func begin(_ step: Step) throws {
        let stop = state.withLock { state in
            state.step = step
            return state.stop
        }
        guard stop == nil else { throw CancellationError() }
        begun.yield(step)
    }

    /// Makes the handler stop at its next step; the first reason stands.
    func end(by stop: AttemptStop) {
        state.withLock { $0.stop = $0.stop ?? stop }
    }
}
