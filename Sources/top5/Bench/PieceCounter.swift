import Synchronization

/// Numbers the pieces of a measurement, across its tasks.
final class PieceCounter: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.add(1, ordering: .relaxed).oldValue }
}
