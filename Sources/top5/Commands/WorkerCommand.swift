import API
import ArgumentParser
import EmbeddedServer
import Foundation
import Logging
import Processes
import ServiceLifecycle
import UnixSignals

/// A worker of a shared queue, on any machine.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Work on the jobs of a shared queue, headless, until SIGTERM or Ctrl-C.",
        discussion: """
            Any number of workers, on any number of machines, take the jobs of one queue in Redis. A worker takes the jobs \
            of the models that it has; those of others are left to who has them. A model that --model names and that is not \
            here is fetched from the catalogue first, and counts only with its sum.
            """)

    @OptionGroup var queue: QueueOptions

    @Option(help: "A folder of model packages, looked at before the user's and the bundled ones; may be repeated.")
    var models: [String] = []

    @Option(help: "Take jobs of this model only, NAME or NAME@VERSION; may be repeated (default: all that are here).")
    var model: [String] = []

    @Option(help: "Another catalogue file, for models that are not here.")
    var catalog: String?

    @Option(help: "Jobs at work at once (default: two a core: one is computed while another is stored).")
    var slots: Int?

    @Option(
        help: ArgumentHelp(
            "Processes that decode and infer, one image each at a time, or auto for one a core; 0: the worker does it itself.",
            valueName: "n|auto"))
    var workerProcesses: WorkerCount = .none

    @Option(
        help: ArgumentHelp(
            "Longest time that such a process may take for one image before it is killed.", valueName: "seconds"))
    var workerTimeout: Int = 60

    @Option(help: "Largest image in bytes.")
    var maxImageBytes: Int = Limits().maxImageBytes

    @Option(help: "Least severe log lines to write: debug, info, notice, warning, error.")
    var logLevel = "info"

    @Option(help: "How log lines are written: text, or json with one object a line.")
    var logFormat = LogFormat.text

    func validate() throws {
        if let slots, !(1...256).contains(slots) {
            throw ValidationError("--slots is \(slots); it must be 1 to 256.")
        }
        if !(1...3600).contains(workerTimeout) {
            throw ValidationError("--worker-timeout is \(workerTimeout); it must be 1 to 3600 seconds.")
        }
        if !(1...1_073_741_824).contains(maxImageBytes) {
            throw ValidationError("--max-image-bytes is \(maxImageBytes); it must be 1 to 1073741824 (1 GiB).")
        }
        try ModelFolders.check(models)
    }

    /// Seconds for running jobs at a shutdown.
    private static let graceSeconds = 25

    func run() async throws {
        let logger = try ServiceLogger.make(level: logLevel, format: logFormat)
        OwnerOnly.fromNowOn()
        let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
        do {
            guard let address = try queue.address else {
                throw CommandError(
                    "--queue is missing; give the address of a queue in Redis: redis://HOST:PORT.", status: 2)
            }
            let folders = ModelFolders.all(given: models)
            try await MissingModels.pull(model, folders: folders, catalog: ModelFolders.catalog(given: catalog))
            var configuration = WorkerConfiguration(
                queue: address, modelFolders: folders,
                slots: slots ?? workerProcesses.count ?? 2 * cores, version: Top5.version)
            configuration.models = model
            configuration.leaseMilliseconds = queue.leaseMilliseconds
            configuration.engineCacheFolder = CacheFolder.engine
            configuration.limits = Limits(maxImageBytes: maxImageBytes)
            configuration.graceSeconds = Self.graceSeconds
            configuration.workerProcesses = workerProcesses.count.map {
                WorkerSettings(
                    count: $0, imageLimit: .seconds(workerTimeout), engineCacheFolder: configuration.engineCacheFolder)
            }
            let host = try WorkerHost.make(configuration, logger: logger)
            let greeting = "top5: worker \(host.name) takes jobs of \(host.models.joined(separator: ", "))"
            var group = ServiceGroupConfiguration(
                services: ([SecondSignal(), Greeting(text: greeting)] + host.services).map { .init(service: $0) } + [
                    .init(service: host.drain, successTerminationBehavior: .gracefullyShutdownGroup)
                ],
                gracefulShutdownSignals: EndSignals.all, logger: logger)
            group.maximumGracefulShutdownDuration = .seconds(Self.graceSeconds + 10)
            try await ServiceGroup(configuration: group).run()
        } catch is SecondSignal.Received {
            logger.notice("ended at once by a second signal; running jobs are back in the queue")
        } catch let error as ServiceError {
            throw CommandError(
                error.message + (error.cause.map { " (\($0))" } ?? ""),
                status: [.invalidRequest, .noModel].contains(error.code) ? 2 : 1)
        }
    }
}

/// Says once that the group runs: from then on signals are heeded.
private struct Greeting: Service {
    let text: String

    func run() async throws {
        StandardError.write("\(text)\n")
        try await gracefulShutdown()
    }
}
