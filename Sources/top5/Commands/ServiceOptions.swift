import API
import ArgumentParser
import EmbeddedServer
import Foundation

/// What both the embedded and the headless service can be told.
struct ServiceOptions: ParsableArguments {
    @Option(help: "Folder for the queue, the log and the socket (default: ~/.local/state/top5).")
    var state: String?

    @Option(help: "A folder of model packages, looked at before the user's and the bundled ones; may be repeated.")
    var models: [String] = []

    @Option(help: "Default model, NAME or NAME@VERSION (default: the first that is not a starter).")
    var model: String?

    @Option(help: "Jobs at work at once (default: two a core: one is computed while another is stored).")
    var workers: Int?

    @Option(help: "Largest image in bytes.")
    var maxImageBytes: Int = Limits().maxImageBytes

    @Option(
        help: ArgumentHelp(
            """
            Memory for all uploads under way, each of which is held as a whole; beyond it further ones are refused for a \
            moment (default: 256 MiB, or twice the largest upload).
            """, valueName: "bytes"))
    var uploadMemory: Int?

    @Option(
        help: ArgumentHelp(
            """
            Results to keep in memory, so that no model computes the same image twice; 0 keeps none. Each takes about \
            0.5 kB for a top-5, 16 kB for 1000 classes.
            """, valueName: "entries"))
    var resultCache: Int = 0

    @Option(help: "Jobs that may wait; beyond that submissions are refused for a while.")
    var maxQueued: Int = Limits().maxQueuedJobs

    @Option(
        help: ArgumentHelp(
            "How long finished jobs are kept: 90s, 30m, 12h, 7d, 4w or forever; at most 1,000,000 are.",
            valueName: "time"))
    var keepJobs = KeepTime.month

    @Option(
        help: ArgumentHelp(
            "How long finished jobs' images are kept; their results stay. At most 10 GiB are.", valueName: "time"))
    var keepImages = KeepTime.week

    func validate() throws {
        if !(1...1_000_000).contains(maxQueued) {
            throw ValidationError("--max-queued is \(maxQueued); it must be 1 to 1000000 jobs.")
        }
        if let workers, !(0...256).contains(workers) {
            throw ValidationError(
                "--workers is \(workers); it must be 0 to 256; 0 is for a service whose queue has workers elsewhere.")
        }
        if !(0...1_000_000).contains(resultCache) {
            throw ValidationError("--result-cache is \(resultCache); it must be 0 to 1000000 results.")
        }
        let least = UploadMemory.least(for: Limits(maxImageBytes: maxImageBytes))
        if let uploadMemory, uploadMemory < least {
            throw ValidationError(
                "--upload-memory is \(uploadMemory); one upload may take \(least) bytes, so it must be at least \(least)."
            )
        }
        if state == "" { throw ValidationError("--state is empty; give a folder.") }
        try ModelFolders.check(models)
        if !(1...1_073_741_824).contains(maxImageBytes) {
            throw ValidationError("--max-image-bytes is \(maxImageBytes); it must be 1 to 1073741824 (1 GiB).")
        }
    }

    func configuration(listen: ListenAddress, state: StateFolder, graceSeconds: Int) -> ServerConfiguration {
        var configuration = ServerConfiguration(
            listen: listen, databasePath: state.database, modelFolders: ModelFolders.all(given: models),
            defaultModel: model, engineCacheFolder: CacheFolder.engine,
            limits: Limits(
                maxImageBytes: maxImageBytes, maxQueuedJobs: maxQueued, keepJobsMs: keepJobs.milliseconds,
                keepImagesMs: keepImages.milliseconds),
            workerSlots: workers ?? 2 * max(1, ProcessInfo.processInfo.activeProcessorCount),
            resultCacheEntries: resultCache,
            graceSeconds: graceSeconds, version: Top5.version)
        configuration.uploadMemoryBytes = uploadMemory
        return configuration
    }
}
