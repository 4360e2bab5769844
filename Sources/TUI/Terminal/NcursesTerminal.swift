import Synchronization

/// The real terminal, drawn by ncurses; at most one at a time in a process.
///
/// Between `start` and `stop` it owns standard input and output, diverts standard output and error to a log file, and
/// takes SIGWINCH, SIGTSTP, SIGCONT and the signals that end processes (nobody else, such as a service group, may handle
/// these then), which come as `.terminate`. SIGPIPE and SIGXFSZ are ignored. An `exit` puts the terminal back. So does a
/// crash (SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS), from `start` to the end of the process; it leaves
/// one line there and a trace in the log, and the process ends by the signal at once.
package final class NcursesTerminal: Terminal {
    private let logPath: String
    private let options: ScreenOptions
    private let running = Mutex<ScreenThread?>(nil)
    private let lastCapabilities = Mutex(TerminalCapabilities(colors: .none, unicode: false))

    /// - Parameters:
    ///   - logPath: a file that takes standard error while the screen is up.
    ///   - options: what the user wants whatever the terminal says.
    package init(logPath: String, options: ScreenOptions = ScreenOptions()) {
        self.logPath = logPath
        self.options = options
    }

    package var capabilities: TerminalCapabilities {
        get async { lastCapabilities.withLock { $0 } }
    }

    package func start() async throws(TerminalError) -> AsyncStream<TerminalEvent> {
        guard let thread = ScreenThread() else {
            throw TerminalError("no descriptor is left for the terminal's thread")
        }
        let isFirst = running.withLock { running in
            defer { running = running ?? thread }
            return running == nil
        }
        guard isFirst else { throw TerminalError("the terminal is in use already; stop it before the next start") }
        let (events, continuation) = AsyncStream.makeStream(of: TerminalEvent.self)
        thread.start { [logPath, options] in
            ScreenSession(logPath: logPath, options: options, events: continuation)
        }
        let opened = await thread.perform { session in
            Result { () throws(TerminalError) in
                try session.open()
                return session.capabilities
            }
        }
        switch opened {
        case .success(let capabilities): lastCapabilities.withLock { $0 = capabilities }
        case .failure(let error):
            running.withLock { $0 = nil }
            throw error
        case nil:
            running.withLock { $0 = nil }
            throw TerminalError("the terminal's thread ended before it began")
        }
        return events
    }

    package func draw(_ frame: Frame, cursor: Position?) async {
        _ = await thread?.perform { $0.draw(frame, cursor: cursor) }
    }

    package func setMouse(_ isTaken: Bool) async {
        _ = await thread?.perform { $0.setMouse(isTaken) }
    }

    package func redraw() async {
        _ = await thread?.perform { $0.redraw() }
    }

    package func copy(_ text: String) async -> Bool {
        await thread?.perform { $0.copy(text) } ?? false
    }

    package func suspend() async {
        _ = await thread?.perform { $0.suspend() }
    }

    package func stop() async {
        _ = await thread?.perform { $0.close() }
        running.withLock { $0 = nil }
    }

    private var thread: ScreenThread? { running.withLock { $0 } }
}
