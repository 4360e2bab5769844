package import Foundation

/// How much of the machine a loaded model may use.
package struct EngineSettings: Sendable, Equatable {
    package var mode: EngineMode
    /// Threads that compute, at most. Default: the cores.
    package var threads: Int
    /// Where compiled models are kept, so that the next start need not compile again. nil: nowhere. Default nil.
    package var cacheFolder: URL?
    /// Batches in the engine at once, computed or prepared; nil: three a stream. Default nil.
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

    /// Batches that are computed or wait, prepared, to be computed next: no stream ever waits for a picture.
    package var requests: Int { max(1, requestLimit ?? streams * 3) }

    /// Size of a model that is computed in batches, at most, in bytes. Larger ones compute for so long that reading
    /// their weights once for several images is not what counts, and batches would cost them tens of megabytes.
    private static let batchedBytes = 32 << 20

    /// Images of a batch, at most, where the model's file leaves their number open. Eight gain little over four, and hold up
    /// the first of them for twice as long.
    ///
    /// - Parameter modelBytes: its size with its weights.
    func batch(modelBytes: Int) -> Int { mode == .latency || modelBytes > Self.batchedBytes ? 1 : 4 }
}
