import Foundation
import Inference
import Synchronization

/// One image on its way through a worker process. It ends once, whatever comes after.
final class WorkItem: Sendable {
    enum Event: Sendable {
        case step(ClassificationStep)
        case end(Result<WorkResult, any Error>)
    }

    private struct State {
        var isCancelled = false
        /// Of the lane that works on it.
        var lane: WakeEvent?
        var sendings = 0
    }

    let work: WorkKind
    let image: Data
    let limits: ImageLimits
    private let events: AsyncStream<Event>.Continuation
    private let state = Mutex(State())

    init(_ work: WorkKind, _ image: Data, limits: ImageLimits, events: AsyncStream<Event>.Continuation) {
        self.work = work
        self.image = image
        self.limits = limits
        self.events = events
    }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// - Parameter lane: woken when the work is cancelled; nil when none has it.
    func belong(to lane: WakeEvent?) { state.withLock { $0.lane = lane } }

    func cancel() {
        let lane = state.withLock { state in
            state.isCancelled = true
            return state.lane
        }
        lane?.wake()
    }

    /// Whether another process may try what this one did not take: three in all.
    var mayBeSentAgain: Bool {
        state.withLock { state in
            state.sendings += 1
            return state.sendings < 3
        }
    }

    func note(_ step: ClassificationStep) { events.yield(.step(step)) }

    func end(_ result: Result<WorkResult, any Error>) {
        events.yield(.end(result))
        events.finish()
    }
}
