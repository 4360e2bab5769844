import Foundation

/// Lets things happen in a queue, so many a second, until it is stopped.
final class EventPace: Sendable {
    private let sign = StopSign()

    /// - Parameter perSecond: 0: nothing happens.
    init(_ queue: SyntheticQueue, perSecond: Double) {
        guard perSecond > 0 else { return }
        let sign = sign
        let thread = Thread {
            var next = ContinuousClock.now
            while !sign.isSet {
                next += .seconds(1 / perSecond)
                // An event that can't be encoded could not be sent either: the part that waits for it says so.
                try? queue.step()
                let wait = ContinuousClock.now.duration(to: next) / .seconds(1)
                if wait > 0 { Thread.sleep(forTimeInterval: wait) }
            }
        }
        thread.start()
    }

    func stop() { sign.set() }

    deinit { sign.set() }
}
