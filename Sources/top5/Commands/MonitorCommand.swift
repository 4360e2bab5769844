import ArgumentParser
import Client
import Foundation
import Logging
import ServiceLifecycle
import TUI

/// The dashboard on somebody else's queue, which is only read.
struct MonitorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor", abstract: "Watch a Celery deployment over Redis in the dashboard; read only.",
        discussion: """
            Reads the queues, the results and the events of a Celery deployment, and writes nothing. What only events can \
            tell (when a task starts, which worker has it) is seen once the workers send them: celery -A app control \
            enable_events. With --linear it prints each change as a line.
            """)

    @Argument(help: "The broker: redis://[USER:PASSWORD@]HOST[:PORT][/DB].")
    var broker: String

    @Flag(help: "It is a Celery deployment. To be given: other kinds may follow.")
    var celery = false

    @Option(help: "A queue to look at; give it once for each (default: celery).")
    var queue: [String] = []

    @Option(
        help: ArgumentHelp("The result backend, where it is not the broker's own database.", valueName: "redis://…"))
    var results: String?

    @Flag(help: "Plain lines instead of a screen, for screen readers, logs and pipes. Also where TERM is dumb.")
    var linear = false

    @Option(
        help: ArgumentHelp(
            "With --linear: how often the state of the queue is summed up, if it has changed; 0: never.",
            valueName: "seconds"))
    var summaryEvery: Int = 60

    @Flag(help: "For a slow link to this terminal: send under 2 kB/s while little changes.")
    var slow = false

    @Option(help: "Folder for the log (default: $XDG_STATE_HOME/top5).")
    var state: String?

    @Option(help: "The configuration file (default: ~/.config/top5/config.toml; see top5 config).")
    var config: String?

    @OptionGroup var screen: ScreenArguments

    func validate() throws {
        guard celery else { throw ValidationError("Say what it is: --celery.") }
        if !(0...86_400).contains(summaryEvery) {
            throw ValidationError("--summary-every is \(summaryEvery); it must be 0 to 86400 seconds.")
        }
        if queue.contains(where: \.isEmpty) { throw ValidationError("--queue has no name.") }
    }

    private var isLinear: Bool { linear || ProcessInfo.processInfo.environment["TERM"] == "dumb" }

    func run() async throws {
        guard isLinear || (isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1) else {
            throw CommandError(
                "The dashboard needs a terminal, and this is none. Without one, use: top5 monitor … --linear.",
                status: 2)
        }
        let site = try CelerySite.at(broker, results: results, queues: queue.isEmpty ? ["celery"] : queue)
        OwnerOnly.fromNowOn()
        let state = try StateFolder(given: state)
        let logFile = try LogFile(path: state.log)
        let logger = Logger(label: "top5", factory: { LineLogHandler(label: $0) { logFile.append($0.text) } })
        let client = CeleryMonitor(site, filter: .dashboards)
        if isLinear {
            return try await LinearRun(
                client: client, serviceName: site.name, files: [], interval: summaryEvery, services: [], logger: logger
            ).run()
        }
        let dashboard = Dashboard(
            terminal: NcursesTerminal(logPath: state.log, options: screen.options(isSlow: slow)), client: client,
            decoder: InferencePreviewDecoder(), renderer: ChafaRenderer(), startFolder: ".",
            home: ProcessInfo.processInfo.environment["HOME"], serviceName: site.name, logPath: state.log,
            isSlow: slow, stateFolder: state.url.path, settings: ConfigFile(given: config).settings(), log: logger)
        try await DashboardRun(dashboard: dashboard, services: [client], logger: logger).run()
    }
}
