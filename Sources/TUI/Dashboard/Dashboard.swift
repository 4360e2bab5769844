package import Client
import Foundation
package import Logging
import NIOPosix
import ServiceLifecycle

/// The dashboard: one loop that turns messages into a model and the model into frames.
///
/// `run` returns when the user quits, on SIGTERM, and on graceful shutdown; the terminal is its own again by then.
package struct Dashboard: Service {
    /// Between two frames: 60 a second at most.
    private static let frameInterval = Duration.milliseconds(16)

    private let terminal: any Terminal
    private let client: any ServiceClient
    private let decoder: any PreviewDecoder
    private let renderer: any CellRenderer
    private let startFolder: String
    private let home: String?
    private let serviceName: String
    private let logPath: String
    private let isSlow: Bool
    private let stateFolder: String?
    private let settings: Settings
    private let memory: MemoryStore?
    private let log: Logger
    private let time: TimeSource

    /// - Parameters:
    ///   - startFolder: the folder that the picker opens; relative paths start at the working directory.
    ///   - home: the user's folder, shown as `~`.
    ///   - serviceName: `embedded` or the service's URL, for the header.
    ///   - isSlow: keeps what is sent to the terminal small. Default: false.
    ///   - logPath: where standard error and the log go, for the help.
    ///   - stateFolder: where the filters are kept from one start to the next; nil keeps none.
    ///   - settings: the user's.
    ///   - memory: what is remembered from run to run; nil remembers nothing and gives no tips.
    package init(
        terminal: any Terminal, client: any ServiceClient, decoder: any PreviewDecoder, renderer: any CellRenderer,
        startFolder: String, home: String? = nil, serviceName: String, logPath: String, isSlow: Bool = false,
        stateFolder: String? = nil, settings: Settings = .standard, memory: MemoryStore? = nil, log: Logger,
        time: TimeSource = .system
    ) {
        self.terminal = terminal
        self.client = client
        self.decoder = decoder
        self.renderer = renderer
        self.startFolder = startFolder
        self.home = home
        self.serviceName = serviceName
        self.logPath = logPath
        self.isSlow = isSlow
        self.stateFolder = stateFolder
        self.settings = settings
        self.memory = memory
        self.log = log
        self.time = time
    }

    /// - Throws: `TerminalError` when there is no usable terminal.
    package func run() async throws {
        let events = try await terminal.start()
        let capabilities = await terminal.capabilities
        let mailbox = Mailbox()
        let threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
        let runner = runner(mailbox, threads)
        for problem in settings.problems { log.warning("configuration: \(problem)") }
        let remembered = await memory?.load(on: threads)
        mailbox.post(.started(capabilities))
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    for await event in events { mailbox.post(.terminal(event)) }
                    mailbox.post(.terminal(.terminate))
                }
                group.addTask {
                    for await event in client.follow(after: nil) {
                        if case .disconnected(let error, let seconds) = event {
                            log.info("not connected: \(error.message)", metadata: ["retry_in_s": "\(seconds)"])
                        }
                        await mailbox.send(.follower(event))
                    }
                }
                await loop(mailbox, runner, remembered)
                // The shell comes first; what is still under way ends behind its back.
                await terminal.stop()
                mailbox.close()
                group.cancelAll()
                await runner.stop()
            }
        } onGracefulShutdown: {
            mailbox.post(.terminal(.terminate))
        }
        // Not waited for: a thread may be stuck in a dead mount.
        threads.shutdownGracefully { _ in }
    }

    private func runner(_ mailbox: Mailbox, _ threads: NIOThreadPool) -> EffectRunner {
        let files = FileReader(threads: threads, decoder: decoder)
        let previews = PreviewLoader(
            client: client, files: files, decoder: decoder, renderer: renderer, time: time)
        return EffectRunner(
            client: client, previews: previews, files: files,
            filters: stateFolder.map { FilterFile(folder: $0, threads: threads) }, time: time, mailbox: mailbox,
            log: log, remember: { [memory] in await memory?.append($0, on: threads) })
    }

    private func loop(_ mailbox: Mailbox, _ runner: EffectRunner, _ remembered: UserMemory?) async {
        var model = Model(
            serviceName: serviceName, logPath: logPath, folder: FileSystem.absolute(startFolder), now: time.now())
        model.isSlow = isSlow
        model.files.home = home.map { FileSystem.absolute($0) }
        model.settings = settings
        if var remembered {
            remembered.isOn = settings.showsHints
            model.memory = remembered
        }
        var shown: Screen?
        var shownAt = Duration.zero - Self.frameInterval
        while !model.hasQuit, let batch = await mailbox.next() {
            await handle(batch, &model, runner)
            let wait = shownAt + Self.frameInterval - time.uptime()
            if wait > .zero, !model.hasQuit {
                try? await time.sleep(wait)
                await handle(mailbox.pending(), &model, runner)
            }
            guard !model.hasQuit, model.size.rows > 0, model.size.columns > 0 else { continue }
            let (frame, cursor) = DashboardView.render(model)
            let screen = Screen(frame: frame, cursor: cursor)
            guard screen != shown else { continue }
            await terminal.draw(frame, cursor: cursor)
            shown = screen
            shownAt = time.uptime()
        }
    }

    private struct Screen: Equatable {
        var frame: Frame
        var cursor: Position?
    }

    private func handle(_ batch: [Message], _ model: inout Model, _ runner: EffectRunner) async {
        for message in batch where !model.hasQuit {
            for effect in Update.apply(message, at: time.now(), to: &model) {
                switch effect {
                case .redraw: await terminal.redraw()
                case .suspend: await terminal.suspend()
                case .setMouse(let isTaken): await terminal.setMouse(isTaken)
                default: await runner.start(effect)
                }
            }
        }
    }
}
