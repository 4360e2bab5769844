package import Client
import Foundation
package import Logging
import NIOPosix
import ServiceLifecycle

/// The dashboard: one loop that turns messages into a model and the model into frames.
///
/// `run` returns when the user quits, on SIGTERM, and on graceful shutdown; the terminal is its own again by then.
package struct Dashboard: Service, CustomStringConvertible {
    /// For a service group, which would otherwise spell out all of it: that took a tenth of the start.
    package var description: String { "Dashboard" }

    private let terminal: any Terminal
    private let client: any ServiceClient
    private let connector: (any ServiceConnector)?
    private let profiles: [ServiceProfile]
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
    private let journal: String?
    private let recentsPath: String?
    private let log: Logger
    private let time: TimeSource

    /// - Parameters:
    ///   - startFolder: the folder that the picker opens; relative paths start at the working directory.
    ///   - home: the user's folder, shown as `~`.
    ///   - serviceName: `embedded` or the service's URL, for the header.
    ///   - connector: to go to other profiles; nil: there are none.
    ///   - profiles: all of them, the first one of the name `serviceName` being shown.
    ///   - isSlow: keeps what is sent to the terminal small. Default: false.
    ///   - recentsPath: the file that keeps the recent folders; nil forgets them at the end.
    ///   - logPath: where standard error and the log go, for the help.
    ///   - stateFolder: where the filters are kept from one start to the next; nil keeps none.
    ///   - settings: the user's.
    ///   - memory: what is remembered from run to run; nil remembers nothing and gives no tips.
    ///   - journal: the file of the judgements that a review makes; nil keeps none.
    package init(
        terminal: any Terminal, client: any ServiceClient, decoder: any PreviewDecoder, renderer: any CellRenderer,
        startFolder: String, home: String? = nil, serviceName: String, logPath: String, isSlow: Bool = false,
        connector: (any ServiceConnector)? = nil, profiles: [ServiceProfile] = [], recentsPath: String? = nil,
        stateFolder: String? = nil, settings: Settings = .standard, memory: MemoryStore? = nil, journal: String? = nil,
        log: Logger, time: TimeSource = .system
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
        self.connector = connector
        self.profiles = profiles
        self.journal = journal
        self.recentsPath = recentsPath
        self.log = log
        self.time = time
    }

    /// - Throws: `TerminalError` when there is no usable terminal.
    package func run() async throws {
        let events = try await terminal.start()
        let capabilities = await terminal.capabilities
        let mailbox = Mailbox()
        let threads = NIOThreadPool(numberOfThreads: 4)
        threads.start()
        let files = FileReader(threads: threads, decoder: decoder)
        let filters = stateFolder.map { FilterFile(folder: $0, threads: threads) }
        let make: MakeRunner = { runner($0, mailbox, files, filters, threads) }
        for problem in settings.problems { log.warning("configuration: \(problem)") }
        let remembered = await memory?.load(on: threads)
        mailbox.post(.started(capabilities))
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    for await event in events { mailbox.post(.terminal(event)) }
                    mailbox.post(.terminal(.terminate))
                }
                let (runner, model) = await loop(mailbox, make, remembered)
                // The shell comes first; what is still under way ends behind its back.
                await terminal.stop()
                mailbox.close()
                group.cancelAll()
                await runner.stop()
                if let review = model.results.review {
                    await runner.save(Array(review.unsaved.dropFirst(review.inFlight)))
                }
            }
        } onGracefulShutdown: {
            mailbox.post(.terminal(.terminate))
        }
        // Not waited for: a thread may be stuck in a dead mount.
        threads.shutdownGracefully { _ in }
    }

    private typealias MakeRunner = (any ServiceClient) -> EffectRunner

    private func runner(
        _ client: any ServiceClient, _ mailbox: Mailbox, _ files: FileReader, _ filters: FilterFile?,
        _ threads: NIOThreadPool
    ) -> EffectRunner {
        let previews = PreviewLoader(
            client: client, files: files, decoder: decoder, renderer: renderer, time: time)
        let door = MailboxDoor(mailbox)
        let results = ResultsRunner(
            client: client, files: files, threads: threads, mailbox: door, time: time, journal: journal)
        return EffectRunner(
            client: client, connector: connector, previews: previews, files: files, results: results,
            recents: RecentFoldersFile(path: recentsPath), filters: filters, time: time, mailbox: door, log: log,
            remember: { [memory] in await memory?.append($0, on: threads) })
    }

    /// - Returns: the runner of the service that was shown last, and the model as it was at the end.
    private func loop(
        _ mailbox: Mailbox, _ make: MakeRunner, _ remembered: UserMemory?
    ) async -> (EffectRunner, Model) {
        var runner = make(client)
        await runner.start(.follow)
        var model = Model(
            serviceName: serviceName, logPath: logPath, folder: FileSystem.absolute(startFolder), now: time.now())
        model.isSlow = isSlow
        model.profiles = profiles
        model.profile = profiles.first { $0.name == serviceName } ?? model.profile
        model.files.home = home.map { FileSystem.absolute($0) }
        model.settings = settings
        model.results.journalPath = journal.map { RawPath($0).shown(below: model.files.home) }
        if var remembered {
            remembered.isOn = settings.showsHints
            model.memory = remembered
        }
        var sent: Sent?
        var pace = FramePace(isSlow: isSlow)
        var isUrgent = false
        var noted: Note?
        // When a frame that was put off is due, so that each is waited for once.
        var putOff: Duration?
        while !model.hasQuit, let batch = await mailbox.next() {
            let before = runner
            await handle(batch, &model, &runner, mailbox, make)
            // Nothing comes of what the runner of a service that has been left still waits for.
            if runner !== before { putOff = nil }
            // A sentence that is put off may be over before it is seen.
            isUrgent = isUrgent || batch.contains(where: \.isUrgent) || (model.note != nil && model.note != noted)
            noted = model.note
            if batch.contains(where: \.isFrameDue) { putOff = nil }
            guard !model.hasQuit, model.size.rows > 0, model.size.columns > 0 else { continue }
            let due = pace.due(isUrgent: isUrgent)
            let now = time.uptime()
            if due > now {
                // A key must not wait for that: it comes as a message of its own.
                if putOff.map({ due < $0 || $0 < now }) ?? true {
                    putOff = due
                    await runner.start(.frame(after: due - now))
                }
                continue
            }
            isUrgent = false
            let (frame, cursor) = DashboardView.render(model)
            let next = Sent(frame: frame, cursor: cursor)
            guard next != sent else { continue }
            let start = time.uptime()
            await terminal.draw(frame, cursor: cursor)
            let bytes = FrameCost.bytes(from: sent?.frame, to: frame)
            if pace.sent(bytes, from: start, to: time.uptime()) { mailbox.post(.linkIsSlow) }
            sent = next
        }
        return (runner, model)
    }

    private struct Sent: Equatable {
        var frame: Frame
        var cursor: Position?
    }

    private func handle(
        _ batch: [Message], _ model: inout Model, _ runner: inout EffectRunner, _ mailbox: Mailbox, _ make: MakeRunner
    ) async {
        var hasSwitched = false
        for message in batch where !model.hasQuit && !(hasSwitched && message.isFromService) {
            for effect in Update.apply(message, at: time.now(), to: &model) {
                switch effect {
                case .redraw: await terminal.redraw()
                case .suspend: await terminal.suspend()
                case .setMouse(let isTaken): await terminal.setMouse(isTaken)
                case .switchService(let name):
                    guard let client = try? await connector?.client(for: name) else { continue }
                    await runner.leave()
                    mailbox.drop(where: \.isFromService)
                    hasSwitched = true
                    runner = make(client)
                    await runner.start(.follow)
                case .results(.copy(let copied)):
                    let reached = await terminal.copy(copied.text)
                    mailbox.post(.results(.copied(copied, reached: reached)))
                default: await runner.start(effect)
                }
            }
        }
    }
}
