import Synchronization

/// Whether a worker takes jobs.
package enum Duty: String, Codable, Sendable {
    case working
    /// It finishes what it has, and takes nothing until it is told to go on.
    case quiet
    /// It finishes what it has, and ends.
    case draining
}

/// What a worker is told to do, and who waits to hear of it.
package final class WorkerDuty: Sendable {
    private let current = Mutex(Duty.working)
    let changed = WakeUps()

    package init() {}

    package var duty: Duty { current.withLock { $0 } }

    /// A drain is final: its process is on the way to its end.
    /// - Returns: whether that is new.
    @discardableResult
    package func set(_ duty: Duty) -> Bool {
        let isNew = current.withLock { current in
            guard current != duty, current != .draining else { return false }
            current = duty
            return true
        }
        if isNew { changed.wakeAll() }
        return isNew
    }

    /// Returns when it drains, or the task is cancelled.
    func untilDraining() async {
        let news = changed.subscribe()
        if duty == .draining { return }
        for await _ in news where duty == .draining { return }
    }
}
