import API
import Foundation
import Synchronization

/// The tutorial's demonstration tasks (section 3.3.2): each takes five seconds and gives its input back.
///
/// They do no work, so nothing runs for them: what a task is at follows from its start. They live in memory only and are
/// gone with the process.
final class DemoTasks: Sendable {
    enum State: Equatable {
        /// Never started here, or forgotten.
        case unknown
        case running
        /// With the input, JSON as it came.
        case done(input: String)
    }

    private struct DemoTask {
        /// A UUID, as Celery's are.
        var id: String
        var input: String
        var start: ContinuousClock.Instant
    }

    /// Tasks that are held, running or done; with inputs of at most 64 KiB that is 6.4 MB.
    static let capacity = 100
    static let duration = Duration.seconds(5)

    /// Oldest first.
    private let tasks = Mutex<[DemoTask]>([])

    /// Begins a task; where there is no room the longest finished one is forgotten.
    ///
    /// - Parameter input: JSON.
    /// - Throws: `QUEUE_FULL` while all that are held still run.
    func start(_ input: String, at now: ContinuousClock.Instant = .now) throws(ServiceError) -> String {
        let task = DemoTask(id: UUID().uuidString.lowercased(), input: input, start: now)
        let isStarted = tasks.withLock { tasks in
            if tasks.count >= Self.capacity {
                guard let oldest = tasks.first, now - oldest.start >= Self.duration else { return false }
                tasks.removeFirst()
            }
            tasks.append(task)
            return true
        }
        guard isStarted else {
            throw ServiceError(
                .queueFull, "\(Self.capacity) demonstration tasks are running, no more do; try again in a few seconds.",
                details: ["limit": Self.capacity])
        }
        return task.id
    }

    func state(of id: String, at now: ContinuousClock.Instant = .now) -> State {
        guard let task = tasks.withLock({ $0.first { $0.id == id } }) else { return .unknown }
        return now - task.start >= Self.duration ? .done(input: task.input) : .running
    }
}
