package import Logging
import Synchronization

/// Whether the store takes writes, as its last operations have shown; says once that it fails, and once that it works again.
package final class StoreHealth: Sendable {
    private struct State {
        var problem: JobError?
        var lastWrite: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    private let logger: Logger

    /// Without a logger nothing is said.
    package init(logger: Logger = Logger(label: "store", factory: { _ in SwiftLogNoOpLogHandler() })) {
        self.logger = logger
    }

    /// What the store failed with and has not recovered from; nil while it works.
    package var problem: JobError? { state.withLock { $0.problem } }
    package var isBroken: Bool { problem != nil }
    package var isDamaged: Bool { problem?.fault == .damaged }

    /// Whether a commit succeeded within the last `seconds`.
    func hasWritten(within seconds: Int) -> Bool {
        state.withLock { $0.lastWrite.map { ContinuousClock.now - $0 < .seconds(seconds) } ?? false }
    }

    /// Takes note of a failure to read or write; refusals and the end of a closed store are none.
    package func failed(_ error: JobError) {
        guard error.code == .storeUnavailable, error.fault != .closed else { return }
        let isNew = state.withLock { state in
            if state.problem?.fault == .damaged { return false }
            let isNew = state.problem == nil || error.fault == .damaged
            // Lack of space shows in other ways too, and only lasting space ends it: it stays the reason.
            if isNew || state.problem?.fault != .full { state.problem = error }
            return isNew
        }
        if isNew { logger.error("The job store fails; trying again", metadata: Self.metadata(error)) }
    }

    /// A commit succeeded. Says nothing where space was short, in which a small write may still find room, nor of damage.
    func wrote() {
        recover { $0 != .full && $0 != .damaged }
    }

    /// A probe succeeded: there is room, and a commit went through.
    func proved() {
        recover { $0 != .damaged }
    }

    private func recover(_ ends: (StoreFault?) -> Bool) {
        let hasRecovered = state.withLock { state in
            state.lastWrite = .now
            guard let problem = state.problem, ends(problem.fault) else { return false }
            state.problem = nil
            return true
        }
        if hasRecovered { logger.notice("The job store works again") }
    }

    private static func metadata(_ error: JobError) -> Logger.Metadata {
        ["error": "\(error)", "reason": "\((error.fault ?? .other).rawValue)"]
    }
}
