import Synchronization

/// Tells a thread that blocks that nobody wants its result any more.
final class StopSign: Sendable {
    private let isUp = Atomic(false)

    var isSet: Bool { isUp.load(ordering: .relaxed) }
    func set() { isUp.store(true, ordering: .relaxed) }
}
