import Foundation
import NIOPosix

/// A fixed set of long-lived threads for calls that block.
///
/// Neither Swift's cooperative threads, which may not block, nor ever-new ones: OpenVINO keeps memory for every
/// thread that ever called it.
final class BlockingThreads: Sendable {
    /// Decoding, preprocessing and the wait for the engine, which computes on threads of its own: three a core, so that
    /// there is always an image to prepare while others are computed. With two a core, a tenth of the time of a small
    /// model went to waiting for a thread to wake.
    static let images = BlockingThreads(count: ProcessInfo.processInfo.activeProcessorCount * 3)
    /// Reading, checking and compiling models: one after another, since each uses all cores by itself.
    static let loading = BlockingThreads(count: 1)

    private let pool: NIOThreadPool

    init(count: Int) {
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
    }

    deinit {
        pool.shutdownGracefully { _ in }
    }

    /// Runs the body on one of the threads, first come, first served.
    ///
    /// - Throws: what the body throws; `CANCELLED` when the task was cancelled before a thread was free.
    func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(InferenceError) -> Value
    ) async throws(InferenceError) -> Value {
        let result: Result<Value, InferenceError>
        do {
            result = try await pool.runIfActive { Result(catching: body) }
        } catch {
            throw InferenceError(.cancelled, "The work was cancelled before it began.")
        }
        return try result.get()
    }
}
