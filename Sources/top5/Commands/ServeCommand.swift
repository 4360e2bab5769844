import API
import ArgumentParser
import EmbeddedServer
import Foundation
import Logging
import Processes
import ServiceLifecycle
import UnixSignals

/// The service without a screen.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the service, headless, until SIGTERM or Ctrl-C.")

    @Option(help: "HOST:PORT, port 0 for any free one, or unix:PATH; reachable from elsewhere only with tokens.")
    var listen = "127.0.0.1:8080"

    @Option(help: "Least severe log lines to write: debug, info, notice, warning, error.")
    var logLevel = "info"

    @Flag(help: "Also run the tutorial's demonstration tasks (/start-task): in memory, 100 at most.")
    var demoTasks = false

    @Option(
        help: ArgumentHelp(
            """
            Worker processes that decode and infer, one image each at a time, or auto for one a core; 0: the service \
            does it itself. An image that crashes one costs that attempt only. Each has the model in memory. \
            --workers is then N unless given.
            """, valueName: "n|auto"))
    var workerProcesses: WorkerCount = .none

    @Option(
        help: ArgumentHelp(
            "Longest time that a worker process may take for one image before it is killed.", valueName: "seconds"))
    var workerTimeout: Int = 60

    @OptionGroup var access: AccessOptions
    @OptionGroup var fetching: FetchOptions
    @Option(help: "How log lines are written: text, or json with one object a line.")
    var logFormat = LogFormat.text

    @OptionGroup var queue: QueueOptions
    @OptionGroup var options: ServiceOptions

    func validate() throws {
        if !(1...3600).contains(workerTimeout) {
            throw ValidationError("--worker-timeout is \(workerTimeout); it must be 1 to 3600 seconds.")
        }
    }

    /// Seconds for running jobs at a shutdown.
    private static let graceSeconds = 25

    private func configuration(listen: ListenAddress, state: StateFolder) -> ServerConfiguration {
        var configuration = options.configuration(listen: listen, state: state, graceSeconds: Self.graceSeconds)
        configuration.demoTasks = demoTasks
        configuration.notifySocket = NotifySocket(environment: ProcessInfo.processInfo.environment)
        guard let count = workerProcesses.count else { return configuration }
        configuration.workerProcesses = WorkerSettings(
            count: count, imageLimit: .seconds(workerTimeout), engineCacheFolder: configuration.engineCacheFolder)
        if options.workers == nil { configuration.workerSlots = count }
        return configuration
    }

    func run() async throws {
        let logger = try ServiceLogger.make(level: logLevel, format: logFormat)
        let address: ListenAddress
        do {
            address = try ListenAddress(parsing: listen)
        } catch {
            throw CommandError(error.message, status: 2)
        }
        OwnerOnly.fromNowOn()
        let state = try StateFolder(given: options.state)
        var configuration = configuration(listen: address, state: state)
        configuration.access = try access.configuration(state: state, logger: logger)
        configuration.fetching = try fetching.configuration()
        do {
            configuration.queue = try queue.address
            configuration.leaseMilliseconds = queue.leaseMilliseconds
        } catch let error as ServiceError {
            throw CommandError(error.message, status: 2)
        }
        // What is refused before is wrong usage; afterwards it is the machine, such as a port that is taken.
        var isMade = false
        do {
            let server = try Server.make(configuration, logger: logger) { url in
                state.remember(service: url)
                StandardError.write("top5: listening on \(url)\n")
            }
            isMade = true
            state.forgetService()
            // First in the group, so last to be shut down: it watches for a second signal all the while.
            var group = ServiceGroupConfiguration(
                services: ([SecondSignal()] + server.services).map { .init(service: $0) },
                gracefulShutdownSignals: EndSignals.all,
                logger: logger)
            // Work that outlives its grace is given back by the worker; this is for what hangs all the same.
            group.maximumGracefulShutdownDuration = .seconds(Self.graceSeconds + 10)
            try await ServiceGroup(configuration: group).run()
        } catch is SecondSignal.Received {
            logger.notice("ended at once by a second signal; running jobs are back in the queue")
        } catch let error as ServiceError {
            throw CommandError(
                error.message + (error.cause.map { " (\($0))" } ?? ""),
                status: error.code == .unknownModel || !isMade && error.code == .invalidRequest ? 2 : 1)
        }
    }
}
