package import Foundation

/// How much of the machine a loaded model may use.
package struct EngineSettings: Sendable, Equatable {
    package var mode: EngineMode
    /// Threads that compute, at most. Default: the cores.
    package var threads: Int
    /// Where compiled models are kept, so that the next start need not compile again. nil: nowhere. Default nil.
    package var cacheFolder: URL?
    /// Images in the engine at once, computed or prepared; nil: three a stream. Default nil.
    package var requestLimit: Int?

    package init(
        mode: EngineMode = .throughput, threads: Int = ProcessInfo.processInfo.activeProcessorCount,
        cacheFolder: URL? = nil, requestLimit: Int? = nil
    ) {
        self.mode = mode
        self.threads = max(1, threads)
        self.cacheFolder = cacheFolder
        self.requestLimit = requestLimit
    }

    /// Images that are computed at the same time.
    package var streams: Int { mode == .latency ? 1 : threads }

    /// Images that are computed or wait, prepared, to be computed next: no stream ever waits for a picture.
    package var requests: Int { max(1, requestLimit ?? streams * 3) }
}
