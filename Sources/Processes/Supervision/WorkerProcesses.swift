import Foundation
package import Inference
package import Logging
import NIOPosix
import ServiceLifecycle

/// Decoding and inference in child processes: one that dies of an image takes nothing with it but that attempt.
///
/// Each child works on one image at a time, so that it is certain which one it died of. A child that dies is started
/// again, after growing pauses where it dies at its start.
package final class WorkerProcesses: Service {
    private let settings: WorkerSettings
    private let queue = WorkQueue()
    private let board: WorkerBoard
    private let lanes: [WorkerLane]

    /// - Parameters:
    ///   - warmModel: the model that each child loads at its start; what it throws is a reason not to be ready.
    ///   - onLoaded: told what came of loading a model, by its id; the error is nil where it is ready.
    /// - Throws: `ProcessError` where the system gives no descriptor.
    package init(
        _ settings: WorkerSettings, logger: Logger,
        warmModel: @escaping @Sendable () throws(InferenceError) -> ModelPackage,
        onLoaded: @escaping @Sendable (_ model: String, _ error: InferenceError?) -> Void
    ) throws(ProcessError) {
        self.settings = settings
        board = WorkerBoard(lanes: settings.count, logger: logger)
        var lanes: [WorkerLane] = []
        for number in 1...settings.count {
            lanes.append(
                WorkerLane(
                    number, settings: settings, queue: queue, board: board, wake: try WakeEvent(), logger: logger,
                    warmModel: warmModel, onLoaded: onLoaded))
        }
        self.lanes = lanes
    }

    /// Why no image can be worked on at the moment; nil when one can.
    package var problem: String? { board.problem }
    /// Processes there should be.
    package var count: Int { settings.count }
    /// Processes that take images.
    package var up: Int { board.counts.up }
    /// Processes that have ended, killed ones included, and should have gone on.
    package var ends: Int { board.counts.ends }

    package func run() async throws {
        // Threads of their own, for as long as their children live: they block, and the kernel takes the end of the
        // thread that started a child for the end of its parent.
        let threads = NIOThreadPool(numberOfThreads: lanes.count)
        threads.start()
        await withTaskGroup { group in
            for lane in lanes {
                group.addTask { try? await threads.runIfActive { lane.run() } }
            }
            group.addTask {
                try? await gracefulShutdown()
                self.queue.stop()
            }
        }
        try await threads.shutdownGracefully()
    }

    /// Works on one image in the next process that is free.
    ///
    /// - Parameter onStep: called when a step begins; of several that follow quickly only the last may be told.
    /// - Throws: `InferenceError`, `WorkerCrash`, `CancellationError`, or what `onStep` throws.
    func run(
        _ work: WorkKind, _ image: Data, limits: ImageLimits,
        onStep: @Sendable (ClassificationStep) throws -> Void
    ) async throws -> WorkResult {
        // The newest alone: an answer doesn't wait until each step before it is stored.
        let (events, continuation) = AsyncStream.makeStream(
            of: WorkItem.Event.self, bufferingPolicy: .bufferingNewest(1))
        let item = WorkItem(work, image, limits: limits, events: continuation)
        return try await withTaskCancellationHandler {
            queue.add(item)
            do {
                for await event in events {
                    switch event {
                    case .step(let step): try onStep(step)
                    case .end(let result): return try result.get()
                    }
                }
            } catch {
                queue.cancel(item)
                throw error
            }
            throw CancellationError()
        } onCancel: {
            queue.cancel(item)
        }
    }
}
