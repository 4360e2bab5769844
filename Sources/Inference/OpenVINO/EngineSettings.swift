import Foundation

/// How much of the machine a loaded model may use.
package struct EngineSettings: Sendable, Equatable {
    package var mode: EngineMode
    /// Threads that compute, at most. Default: the cores.
    package var threads: Int

    package init(mode: EngineMode = .throughput, threads: Int = ProcessInfo.processInfo.activeProcessorCount) {
        self.mode = mode
        self.threads = max(1, threads)
    }

    /// Images that are computed at the same time.
    package var requests: Int { mode == .latency ? 1 : threads }
}
