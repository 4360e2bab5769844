import Foundation
import NIOPosix
import Synchronization

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
    let count: Int

    init(count: Int) {
        self.count = count
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
        let everyThread = Rendezvous(count)
        for _ in 0..<count {
            pool.submit { state in
                let isOnThread = if case .active = state { true } else { false }
                if isOnThread { ThreadTurn.compute() }
                everyThread.arrive(waits: isOnThread)
            }
        }
    }

    deinit {
        pool.shutdownGracefully { _ in }
    }

    /// Lets one of the threads do it, first come, first served; waits for nothing.
    func submit(_ body: @escaping @Sendable () -> Void) {
        pool.submit { _ in body() }
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

/// Holds each of a fixed number of threads until all have come, so that none does the part of two.
private final class Rendezvous: Sendable {
    private let missing: Mutex<Int>
    private let all = DispatchSemaphore(value: 0)
    private let count: Int

    init(_ count: Int) {
        self.count = count
        missing = Mutex(count)
    }

    /// - Parameter waits: false for what will never be one of the threads.
    func arrive(waits: Bool) {
        let isLast = missing.withLock { missing in
            missing -= 1
            return missing == 0
        }
        guard isLast else { return waits ? all.wait() : () }
        for _ in 1..<count { all.signal() }
    }
}
