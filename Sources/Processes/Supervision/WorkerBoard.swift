import Logging
import Synchronization

/// How the worker processes are, for `/readyz`, the statistics and the log.
final class WorkerBoard: Sendable {
    private enum Lane {
        case starting
        case up
        /// Since when it failed, it was logged.
        case failing(String)
    }

    private struct State {
        var lanes: [Lane]
        var ends = 0
        /// Of the model that was to be warmed up.
        var modelProblem: String?
    }

    private let state: Mutex<State>
    private let logger: Logger

    init(lanes: Int, logger: Logger) {
        state = Mutex(State(lanes: Array(repeating: .starting, count: lanes)))
        self.logger = logger
    }

    /// Why no image can be worked on; nil as soon as one process is up with a model.
    var problem: String? {
        state.withLock { state in
            let isUp = state.lanes.contains { if case .up = $0 { true } else { false } }
            if isUp { return state.modelProblem }
            let reasons = state.lanes.compactMap { if case .failing(let reason) = $0 { reason } else { nil } }
            return reasons.first ?? "The worker processes are still starting."
        }
    }

    /// Processes that take images, and how many have ended that should have gone on.
    var counts: (up: Int, ends: Int) {
        state.withLock { state in
            (state.lanes.count { if case .up = $0 { true } else { false } }, state.ends)
        }
    }

    func noteUp(_ lane: Int, processID: Int32) {
        let hadFailed: Bool = state.withLock { state in
            defer { state.lanes[lane - 1] = .up }
            if case .failing = state.lanes[lane - 1] { return true } else { return false }
        }
        let metadata: Logger.Metadata = ["worker": "\(lane)", "pid": "\(processID)"]
        if hadFailed {
            logger.notice("worker process works again", metadata: metadata)
        } else {
            logger.info("worker process ready", metadata: metadata)
        }
    }

    /// - Parameter reason: nil where its image was to blame, and the process simply starts anew.
    func noteEnd(_ lane: Int, reason: String?, pause: Duration) {
        let isNew: Bool = state.withLock { state in
            state.ends += 1
            let old = state.lanes[lane - 1]
            state.lanes[lane - 1] = reason.map { .failing($0) } ?? .starting
            if case .failing = old { return false } else { return true }
        }
        guard let reason else { return }
        let metadata: Logger.Metadata = [
            "worker": "\(lane)", "reason": .string(reason), "next_try_ms": "\(Int(pause / .milliseconds(1)))",
        ]
        // A loop is said once; each of its rounds only to who asks for more.
        if isNew {
            logger.error("worker process fails; trying again", metadata: metadata)
        } else {
            logger.debug("worker process fails again", metadata: metadata)
        }
    }

    /// - Parameter problem: nil when a model was loaded.
    func noteModel(_ problem: String?) {
        let isNew = state.withLock { state in
            defer { state.modelProblem = problem }
            return problem != nil && state.modelProblem != problem
        }
        if isNew, let problem { logger.error("no usable model", metadata: ["error": .string(problem)]) }
    }
}
