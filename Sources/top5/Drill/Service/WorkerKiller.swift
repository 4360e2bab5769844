import Glibc
import Synchronization

/// Kills worker processes of a service at random moments, where it has any.
final class WorkerKiller: Sendable {
    private struct State {
        var numbers: SplitMix64
        /// What may still be killed in this round.
        var left: Int
        var killed = 0
        var seen: Set<ProcessTree.Member> = []
    }

    private let state: Mutex<State>

    init(seed: UInt64, most: Int) {
        state = Mutex(State(numbers: SplitMix64(seed: seed), left: most))
    }

    var killed: Int { state.withLock { $0.killed } }

    /// Until it is cancelled, for one life of the service.
    func run(on service: pid_t) async {
        while (try? await Task.sleep(for: .milliseconds(state.withLock { 20 + $0.numbers.below(300) }))) != nil {
            let workers = ProcessTree.children(of: service).sorted { $0.id < $1.id }
            state.withLock { state in
                state.seen.formUnion(workers)
                guard state.left > 0, !workers.isEmpty else { return }
                state.left -= 1
                if kill(state.numbers.pick(workers).id, SIGKILL) == 0 { state.killed += 1 }
            }
        }
    }

    func note(_ workers: [ProcessTree.Member]) { state.withLock { $0.seen.formUnion(workers) } }

    /// Workers that have outlived their service for `patience`; they are killed.
    func orphans(within patience: Duration = .seconds(5)) async -> Int {
        let end = ContinuousClock.now + patience
        var alive = state.withLock { $0.seen }.filter(\.isAlive)
        while !alive.isEmpty, ContinuousClock.now < end, !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(20))
            alive = alive.filter(\.isAlive)
        }
        for worker in alive { kill(worker.id, SIGKILL) }
        state.withLock { $0.seen = [] }
        return alive.count
    }
}
