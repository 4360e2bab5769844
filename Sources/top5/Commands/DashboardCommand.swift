import API
import ArgumentParser
import Client
import EmbeddedServer
import Foundation
import Logging
import ServiceLifecycle
import TUI

/// The dashboard, on a service of its own or on a remote one.
struct DashboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard", abstract: "Pick, submit, watch and review in the terminal (the default command).")

    @Argument(help: "The folder to start in (default: the current one).")
    var folder: String?

    @Option(help: "A remote service, http(s)://HOST:PORT or unix:PATH, instead of one of our own.")
    var server: String?

    @Flag(help: "For a slow link to this terminal: send under 2 kB/s while little changes, and small previews.")
    var slow = false

    @OptionGroup var credentials: CredentialOptions

    @Option(help: "The configuration file (default: ~/.config/top5/config.toml; see top5 config).")
    var config: String?

    @OptionGroup var options: ServiceOptions

    @OptionGroup var screen: ScreenArguments

    func run() async throws {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw CommandError(
                """
                The dashboard needs a terminal, and this is none. Without one, use: top5 classify FILE… (print the \
                top-5), top5 serve (run the service), top5 --help.
                """, status: 2)
        }
        let start = try startFolder()
        OwnerOnly.fromNowOn()
        let state = try StateFolder(given: options.state)
        let logFile = try LogFile(path: state.log)
        let logger = Logger(label: "top5", factory: { LineLogHandler(label: $0) { logFile.append($0.text) } })

        let address: String
        var services: [any Service] = []
        if let server {
            address = server
        } else {
            let embedded = try await EmbeddedService.startOrJoin(options: options, state: state, logger: logger)
            services = embedded.services
            address = embedded.address
        }
        let client: HTTPServiceClient
        do {
            client = HTTPServiceClient(try ServiceAddress(address), credentials: try credentials.read())
        } catch {
            throw CommandError(error.message, status: 2)
        }
        let dashboard = Dashboard(
            terminal: NcursesTerminal(logPath: state.log, options: screen.options(isSlow: slow)), client: client,
            decoder: InferencePreviewDecoder(),
            renderer: ChafaRenderer(), startFolder: start, home: ProcessInfo.processInfo.environment["HOME"],
            serviceName: server ?? "embedded", logPath: state.log, isSlow: slow, stateFolder: state.url.path,
            settings: ConfigFile(given: config).settings(), memory: MemoryStore(folder: state.url.path), log: logger)
        // The dashboard is last, so that it leaves the screen first; when it ends, everything ends.
        services.append(client)
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) } + [
                .init(
                    service: dashboard, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup)
            ], logger: logger)
        // The terminal takes SIGTERM and SIGHUP itself and tells the dashboard, which ends the group.
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as TerminalError {
            throw CommandError(error.message, status: 2)
        } catch let error as ServiceError {
            throw CommandError(error.message)
        }
    }

    private func startFolder() throws(CommandError) -> String {
        let path = folder ?? "."
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandError("There is no folder '\(path)'.", status: 2)
        }
        guard isFolder.boolValue else {
            throw CommandError("'\(path)' is a file. Give a folder, or classify it: top5 classify '\(path)'", status: 2)
        }
        return path
    }
}
