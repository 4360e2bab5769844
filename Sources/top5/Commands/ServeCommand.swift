import API
import ArgumentParser
import EmbeddedServer
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// The service without a screen.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the service, headless, until SIGTERM or Ctrl-C.")

    @Option(help: "HOST:PORT on loopback, port 0 for any free one, or unix:PATH.")
    var listen = "127.0.0.1:8080"

    @Option(help: "Least severe log lines to write: debug, info, notice, warning, error.")
    var logLevel = "info"

    @Option(help: "How log lines are written: text, or json with one object a line.")
    var logFormat = LogFormat.text

    @OptionGroup var options: ServiceOptions

    /// Seconds for running jobs at a shutdown.
    private static let graceSeconds = 25

    func run() async throws {
        guard let level = Logger.Level(rawValue: logLevel) else {
            throw CommandError(
                "--log-level is '\(logLevel)'; it must be debug, info, notice, warning or error.", status: 2)
        }
        var logger = Logger(label: "top5", factory: { StandardErrorLogHandler(label: $0, format: logFormat) })
        logger.logLevel = level
        let address: ListenAddress
        do {
            address = try ListenAddress(parsing: listen)
        } catch {
            throw CommandError(error.message, status: 2)
        }
        let state = try StateFolder(given: options.state)
        do {
            var configuration = options.configuration(
                listen: address, state: state, graceSeconds: Self.graceSeconds)
            configuration.notifySocket = NotifySocket(environment: ProcessInfo.processInfo.environment)
            let server = try Server.make(configuration, logger: logger) { url in
                state.remember(service: url)
                StandardError.write("top5: listening on \(url)\n")
            }
            state.forgetService()
            // First in the group, so last to be shut down: it watches for a second signal all the while.
            var group = ServiceGroupConfiguration(
                services: ([SecondSignal()] + server.services).map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger)
            // Work that outlives its grace is given back by the worker; this is for what hangs all the same.
            group.maximumGracefulShutdownDuration = .seconds(Self.graceSeconds + 10)
            try await ServiceGroup(configuration: group).run()
        } catch is SecondSignal.Received {
            logger.notice("ended at once by a second signal; running jobs are back in the queue")
        } catch let error as ServiceError {
            throw CommandError(
                error.message + (error.cause.map { " (\($0))" } ?? ""),
                status: error.code == .unknownModel || !address.isLocal ? 2 : 1)
        }
    }
}
