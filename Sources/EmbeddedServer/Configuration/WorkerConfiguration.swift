package import API
package import Foundation
package import Processes

/// Everything that a worker of a shared queue can be told at its start.
package struct WorkerConfiguration: Sendable {
    package var queue: QueueAddress
    /// Folders of model packages; of two with one id the first counts.
    package var modelFolders: [URL]
    /// Those whose jobs it takes, `name` or `name@version`. Default: all that it has.
    package var models: [String] = []
    /// Where the engine keeps compiled models for the next start; nil: nowhere. Default nil.
    package var engineCacheFolder: URL?
    package var limits = Limits()
    /// Jobs at work at once.
    package var slots: Int
    /// Processes that decode and infer; nil: this one does. Default nil.
    package var workerProcesses: WorkerSettings?
    /// How long a claim holds without a heartbeat. Default 30 s.
    package var leaseMilliseconds: Int64 = 30_000
    /// Seconds that running jobs get to finish at a shutdown. Default 25.
    package var graceSeconds = 25

    package var version: String

    package init(queue: QueueAddress, modelFolders: [URL], slots: Int, version: String) {
        self.queue = queue
        self.modelFolders = modelFolders
        self.slots = slots
        self.version = version
    }
}
