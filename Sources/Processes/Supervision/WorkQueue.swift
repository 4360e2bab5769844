import Synchronization

/// Images that wait for a process, first come, first served, and the lanes that wait for an image.
final class WorkQueue: Sendable {
    private struct State {
        var waiting: [WorkItem] = []
        var idle: [WakeEvent] = []
        var lanes: [WakeEvent] = []
        var isStopped = false
    }

    private let state = Mutex(State())

    var isStopped: Bool { state.withLock { $0.isStopped } }

    func register(_ lane: WakeEvent) { state.withLock { $0.lanes.append(lane) } }

    /// After a stop the item ends as cancelled.
    func add(_ item: WorkItem) { insert(item, atFront: false) }

    /// For an item whose process was gone before it began.
    func putBack(_ item: WorkItem) { insert(item, atFront: true) }

    private func insert(_ item: WorkItem, atFront: Bool) {
        let (isStopped, lane): (Bool, WakeEvent?) = state.withLock { state in
            guard !state.isStopped else { return (true, nil) }
            state.waiting.insert(item, at: atFront ? 0 : state.waiting.count)
            return (false, state.idle.popLast())
        }
        if isStopped { item.end(.failure(CancellationError())) }
        lane?.wake()
    }

    /// The next item; when there is none, the lane is woken once there is.
    func take(for lane: WakeEvent) -> WorkItem? {
        state.withLock { state in
            state.idle.removeAll { $0 === lane }
            guard !state.waiting.isEmpty else {
                if !state.isStopped { state.idle.append(lane) }
                return nil
            }
            let item = state.waiting.removeFirst()
            item.belong(to: lane)
            return item
        }
    }

    /// The lane's process is gone: what it may just have been woken for is another's.
    func leave(_ lane: WakeEvent) {
        let other: WakeEvent? = state.withLock { state in
            state.idle.removeAll { $0 === lane }
            return state.waiting.isEmpty ? nil : state.idle.popLast()
        }
        other?.wake()
    }

    func cancel(_ item: WorkItem) {
        state.withLock { state in state.waiting.removeAll { $0 === item } }
        item.cancel()
    }

    /// Nothing is taken any more, and every lane is woken to end its process.
    func stop() {
        let (lanes, waiting) = state.withLock { state in
            state.isStopped = true
            defer { state.waiting = [] }
            return (state.lanes, state.waiting)
        }
        for item in waiting { item.end(.failure(CancellationError())) }
        for lane in lanes { lane.wake() }
    }
}
