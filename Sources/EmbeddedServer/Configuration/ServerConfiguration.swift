package import API
package import Foundation
package import Processes

/// Everything that a service can be told at its start.
package struct ServerConfiguration: Sendable {
    package var listen: ListenAddress
    /// Where the queue lives; nil: in the database. Default nil.
    package var queue: QueueAddress?
    /// The queue's database, and the lock beside it.
    package var databasePath: String
    /// Folders of model packages; of two with one id the first counts.
    package var modelFolders: [URL]
    /// `name` or `name@version`; nil lets the library choose.
    package var defaultModel: String?
    /// Where the engine keeps compiled models for the next start; nil: nowhere. Default nil.
    package var engineCacheFolder: URL?
    package var limits: Limits
    /// Jobs at work at once. Default 2.
    package var workerSlots: Int
    /// Processes that decode and infer; nil: this one does. Default nil.
    package var workerProcesses: WorkerSettings?
    /// Results that are kept in memory; 0 keeps none. Default 0.
    package var resultCacheEntries: Int
    /// Finished jobs that are kept; beyond that the longest finished are forgotten. nil: any number. Default 1,000,000.
    package var maxFinishedJobs: Int? = 1_000_000
    /// Bytes of finished jobs' images that are kept; beyond that the oldest are dropped. nil: any. Default 10 GiB.
    package var maxFinishedBytes: Int? = 10 << 30
    /// How long a claim holds without a heartbeat. Default 30 s.
    package var leaseMilliseconds: Int64 = 30_000
    /// Seconds that running jobs get to finish at a shutdown. Default 25.
    package var graceSeconds: Int
    /// Seconds without a byte before a connection is closed. Default 60.
    package var idleTimeoutSeconds: Int
    /// Whether the tutorial's demonstration tasks can be started. Default false.
    package var demoTasks: Bool
    /// Bytes of memory for all uploads under way; nil: 256 MiB, or twice the largest upload if that is more. Default nil.
    package var uploadMemoryBytes: Int?
    /// Which images are fetched from addresses. Default none.
    package var fetching = FetchConfiguration()
    /// Who may use it, and over which connections.
    package var access = AccessConfiguration()
    /// systemd, where it started this service and wants to be told how it goes. Default nil.
    package var notifySocket: NotifySocket?
    package var version: String

    package init(
        listen: ListenAddress, databasePath: String, modelFolders: [URL], defaultModel: String? = nil,
        engineCacheFolder: URL? = nil, limits: Limits = Limits(), workerSlots: Int = 2, resultCacheEntries: Int = 0,
        graceSeconds: Int = 25, idleTimeoutSeconds: Int = 60, demoTasks: Bool = false, version: String
    ) {
        self.listen = listen
        self.databasePath = databasePath
        self.modelFolders = modelFolders
        self.defaultModel = defaultModel
        self.engineCacheFolder = engineCacheFolder
        self.limits = limits
        self.workerSlots = workerSlots
        self.resultCacheEntries = resultCacheEntries
        self.graceSeconds = graceSeconds
        self.idleTimeoutSeconds = idleTimeoutSeconds
        self.demoTasks = demoTasks
        self.version = version
    }
}
