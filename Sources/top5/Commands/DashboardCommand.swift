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

    @Argument(help: "The folder to start in (default: the current one); with --linear the images to classify.")
    var paths: [String] = []

    @Flag(
        help: """
            Plain lines instead of a screen, for screen readers, logs and pipes: every change, every change of the \
            connection. Also where TERM is dumb.
            """)
    var linear = false

    @Option(
        help: ArgumentHelp(
            "With --linear: how often the state of the queue is summed up, if it has changed; 0: never.",
            valueName: "seconds"))
    var summaryEvery: Int = 60

    @Option(help: "A remote service, http(s)://HOST:PORT or unix:PATH, instead of one of our own.")
    var server: String?

    @Flag(help: "For a slow link to this terminal: send under 2 kB/s while little changes, and small previews.")
    var slow = false

    @Option(
        help: """
            A service by its name in the configuration (config.toml or profiles.json in ~/.config/top5), or embedded.
            """)
    var profile: String?

    @OptionGroup var credentials: CredentialOptions

    @Option(help: "The configuration file (default: ~/.config/top5/config.toml; see top5 config).")
    var config: String?

    @OptionGroup var options: ServiceOptions

    @OptionGroup var screen: ScreenArguments

    func validate() throws {
        if profile != nil, server != nil {
            throw ValidationError("Give --profile or --server, not both.")
        }
        if !(0...86_400).contains(summaryEvery) {
            throw ValidationError("--summary-every is \(summaryEvery); it must be 0 to 86400 seconds.")
        }
    }

    private var isLinear: Bool { linear || ProcessInfo.processInfo.environment["TERM"] == "dumb" }

    func run() async throws {
        guard isLinear || (isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1) else {
            throw CommandError(
                """
                The dashboard needs a terminal, and this is none. Without one, use: top5 classify FILE… (print the \
                top-5), top5 --linear (the dashboard in lines), top5 serve (run the service), top5 --help.
                """, status: 2)
        }
        let start = isLinear ? "." : try startFolder()
        if isLinear { try checkFiles() }
        OwnerOnly.fromNowOn()
        let state = try StateFolder(given: options.state)
        let logFile = try LogFile(path: state.log)
        let logger = Logger(label: "top5", factory: { LineLogHandler(label: $0) { logFile.append($0.text) } })

        let settings = try profileSettings()
        let name = profile ?? server ?? ProfileConnections.embedded
        let embedded: @Sendable () async throws(CommandError) -> EmbeddedService = {
            [options] () async throws(CommandError) in
            try await EmbeddedService.startOrJoin(options: options, state: state, logger: logger)
        }
        var services: [any Service] = []
        let client: any ClosableServiceClient
        do throws(ClientError) {
            if let chosen = settings.first(where: { $0.name == name }) {
                let credentials = chosen.name == server ? try credentials.read() : try chosen.credentials()
                client = RecognisingServiceClient(
                    try ServiceAddress(chosen.server), credentials: credentials, filter: .dashboards)
            } else {
                let own = try await Self.started(embedded)
                services = own.services
                client = HTTPServiceClient(try ServiceAddress(own.address))
            }
        } catch {
            throw CommandError(error.message, status: error.kind == .file || profile != nil || server != nil ? 2 : 1)
        }
        if isLinear {
            return try await LinearRun(
                client: client, serviceName: name, files: paths, interval: summaryEvery,
                services: services, logger: logger
            ).run()
        }
        let connections = ProfileConnections(
            profiles: settings, first: (name, client), startEmbedded: embedded)
        let own = ServiceProfile(name: ProfileConnections.embedded, address: Self.ownService)
        let profiles = [own] + settings.map(\.profile)
        let dashboard = Dashboard(
            terminal: NcursesTerminal(logPath: state.log, options: screen.options(isSlow: slow)), client: client,
            decoder: InferencePreviewDecoder(),
            renderer: ChafaRenderer(), startFolder: start, home: ProcessInfo.processInfo.environment["HOME"],
            serviceName: name, logPath: state.log, isSlow: slow, connector: connections, profiles: profiles,
            recentsPath: state.recentFolders, stateFolder: state.url.path,
            settings: ConfigFile(given: config).settings(), memory: MemoryStore(folder: state.url.path),
            journal: state.reviews, log: logger)
        try await DashboardRun(dashboard: dashboard, services: services + [connections, client], logger: logger).run()
    }

    private static let ownService = "this machine's own"

    /// Of the configuration, and the address that was given by hand as one more.
    private func profileSettings() throws(CommandError) -> [ProfileSettings] {
        let file = try ProfilesFile()
        let configuration = ConfigFile(given: config)
        var settings = try file.value([ProfileSettings].self, under: "profiles") ?? []
        let configured = configuration.settings()
        if let problem = configured.profileProblem {
            throw CommandError("'\(configuration.path)': \(problem)", status: 2)
        }
        settings += try configured.profiles.map { (section) throws(CommandError) in
            try ProfileSettings(section, in: configuration.path)
        }
        let places = "'\(configuration.path)' or '\(file.path)'"
        try ProfileSettings.check(settings, in: places)
        if let profile, profile != ProfileConnections.embedded, !settings.contains(where: { $0.name == profile }) {
            let names = ([ProfileConnections.embedded] + settings.map(\.name)).joined(separator: ", ")
            throw CommandError("There is no profile '\(profile)' in \(places); there are \(names).", status: 2)
        }
        if let server, !settings.contains(where: { $0.name == server }) {
            settings.append(ProfileSettings(name: server, server: server))
        }
        return settings
    }

    private static func started(
        _ start: @Sendable () async throws(CommandError) -> EmbeddedService
    ) async throws(ClientError) -> EmbeddedService {
        do throws(CommandError) {
            return try await start()
        } catch {
            throw ClientError(.unreachable, error.message)
        }
    }

    private func checkFiles() throws(CommandError) {
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw CommandError("There is no file '\(path)'.", status: 2)
            }
            guard !isFolder.boolValue else {
                throw CommandError(
                    "'\(path)' is a folder. With --linear give images, such as '\(path)'/*.jpg", status: 2)
            }
        }
    }

    private func startFolder() throws(CommandError) -> String {
        guard paths.count <= 1 else {
            throw CommandError(
                "The dashboard starts in one folder, not in \(paths.count). To send files: --linear.", status: 2)
        }
        let path = paths.first ?? "."
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
