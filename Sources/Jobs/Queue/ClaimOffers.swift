import Synchronization

/// Slots that wait for work and take a job in the transaction that accepts it: on an idle worker a job is accepted and claimed
/// in one write, and no slot has to be woken to look for it.
final class ClaimOffers: Sendable {
    private let workers = Mutex<(lastKey: Int, slots: [(key: Int, slots: IdleSlots)])>((0, []))

    /// - Returns: the key to leave with.
    func join(_ slots: IdleSlots) -> Int {
        workers.withLock { workers in
            workers.lastKey += 1
            workers.slots.append((workers.lastKey, slots))
            return workers.lastKey
        }
    }

    func leave(_ key: Int) {
        workers.withLock { workers in workers.slots.removeAll { $0.key == key } }
    }

    /// Slots that wait.
    var count: Int { workers.withLock { $0.slots }.map(\.slots.waitingCount).reduce(0, +) }

    /// Whoever takes offers gives or declines each of them, whatever happens: its slot waits for that.
    func take(atMost count: Int) -> [ClaimOffer] {
        var offers: [ClaimOffer] = []
        for (_, slots) in workers.withLock({ $0.slots }) where offers.count < count {
            offers += slots.takeOffers(atMost: count - offers.count)
        }
        return offers
    }
}
