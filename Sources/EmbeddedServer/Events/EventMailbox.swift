import Synchronization

/// What waits for one follower: at most `capacity` frames. One that falls further behind loses them and is told so; it
/// then catches up from the store.
final class EventMailbox: Sendable {
    enum Taken: Sendable {
        case frames([EventFrame])
        /// Some were dropped.
        case gap
    }

    private struct State {
        var frames: [EventFrame] = []
        var hasGap = false
    }

    /// Frames of a job have about 1 kB and are shared by all mailboxes.
    static let capacity = 512

    /// What it takes in.
    let selection: EventSelection
    private let state = Mutex(State())
    /// Called after a frame came in.
    private let wake: @Sendable () -> Void

    init(_ selection: EventSelection = EventSelection(), wake: @escaping @Sendable () -> Void) {
        self.selection = selection
        self.wake = wake
    }

    func put(_ frames: [EventFrame]) {
        let frames = frames.filter(selection.takes)
        guard !frames.isEmpty else { return }
        state.withLock { state in
            guard !state.hasGap else { return }
            if state.frames.count + frames.count > Self.capacity {
                state.frames = []
                state.hasGap = true
            } else {
                state.frames += frames
            }
        }
        wake()
    }

    func take() -> Taken {
        state.withLock { state in
            defer { state = State() }
            return state.hasGap ? .gap : .frames(state.frames)
        }
    }
}
