import Dispatch
import Testing

/// Long work without a pause runs on one thread beside the others: all tests share as few threads as there are cores,
/// and many wait there for something with a deadline. What fails is told of its test, as the task stays the same.
struct OwnThreadTrait: TestTrait, TestScoping {
    private final class Executor: TaskExecutor {
        private let queue = DispatchQueue(label: "tests with long work")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }

    /// One for all of them, so that they leave the cores to those that wait.
    private static let executor = Executor()

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(Self.executor) { try await function() }
    }
}

extension Trait where Self == OwnThreadTrait {
    static var onOwnThread: Self { Self() }
}
