import API
import Synchronization

/// How many fetches may be under way; who comes later is told to come back.
final class FetchSeats: Sendable {
    private let count: Int
    private let taken = Mutex(0)

    init(count: Int) {
        self.count = count
    }

    /// - Throws: `TOO_MANY_FETCHES`.
    func take() throws(ServiceError) {
        let hasRoom = taken.withLock { taken in
            guard taken < count else { return false }
            taken += 1
            return true
        }
        guard hasRoom else {
            throw ServiceError(
                .tooManyFetches,
                "\(count) images are being fetched, as many as this server fetches at once; try again soon, or send the "
                    + "image itself.", details: ["limit": count])
        }
    }

    func give() {
        taken.withLock { $0 -= 1 }
    }
}
