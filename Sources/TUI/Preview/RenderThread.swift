import Foundation

/// One thread for work that holds a processor for milliseconds, so that Swift's cooperative threads stay free.
///
/// Ends with its last reference, after the work that was begun.
final class RenderThread: Sendable {
    /// `@unchecked`: `works` and `ended` are touched only under the condition's lock.
    private final class Queue: @unchecked Sendable {
        let condition = NSCondition()
        var works: [@Sendable () -> Void] = []
        var ended = false

        func next() -> (@Sendable () -> Void)? {
            condition.withLock {
                while works.isEmpty, !ended { condition.wait() }
                return works.isEmpty ? nil : works.removeFirst()
            }
        }
    }

    private let queue = Queue()

    init(name: String) {
        let thread = Thread { [queue] in
            while let work = queue.next() { work() }
        }
        thread.name = name
        thread.start()
    }

    deinit {
        queue.condition.withLock {
            queue.ended = true
            queue.condition.signal()
        }
    }

    func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            queue.condition.withLock {
                queue.works.append { continuation.resume(returning: work()) }
                queue.condition.signal()
            }
        }
    }
}
