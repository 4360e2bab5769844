import CNcurses
import Foundation
import Glibc

/// One time of holding the terminal, from `open` to `close`; used only on its `ScreenThread`.
final class ScreenSession {
    private let logPath: String
    let options: ScreenOptions
    let events: AsyncStream<TerminalEvent>.Continuation
    var streams: StandardStreams?
    var screen: CursesScreen?
    var keys = KeyDecoder()
    /// When a begun key sequence is given up.
    private var keysExpire: ContinuousClock.Instant?
    var capabilities = TerminalCapabilities(colors: .none, unicode: false)
    var dialogue: TerminalDialogue?
    let clock = ContinuousClock()
    let bornAt = ContinuousClock.now
    private(set) var isOver = false
    private var takesMouse = false
    private var type = ""
    /// Descriptors to wait for; -1 is none.
    private(set) var input: Int32 = -1
    private(set) var signals: Int32 = -1

    init(logPath: String, options: ScreenOptions, events: AsyncStream<TerminalEvent>.Continuation) {
        self.logPath = logPath
        self.options = options
        self.events = events
    }

    /// Milliseconds until `expireKeys` is due; -1: not at all.
    var patience: Int32 {
        guard let keysExpire else { return -1 }
        let left = ContinuousClock.now.duration(to: keysExpire)
        return max(0, Int32(left / .milliseconds(1)) + 1)
    }

    func open() throws(TerminalError) {
        do throws(TerminalError) {
            try takeTerminal()
        } catch {
            isOver = true
            events.finish()
            throw error
        }
        events.yield(.resize(screen?.size ?? Size(rows: 24, columns: 80)))
    }

    func draw(_ frame: Frame, cursor: Position?) {
        guard let screen else { return }
        let bytes = screen.draw(frame, cursor: cursor)
        if let question = dialogue?.sent(bytes, at: now) { send(question) }
    }

    func redraw() { screen?.redraw() }

    func setMouse(_ isTaken: Bool) {
        guard !isOver, screen != nil, isTaken != takesMouse else { return }
        takesMouse = isTaken
        send(isTaken ? Self.mouseOn : Self.mouseOff)
    }

    /// Each frame has been flushed when its drawing returns, so here nothing of ncurses is half-way.
    func copy(_ text: String) -> Bool {
        guard !isOver, screen != nil, let streams else { return false }
        let bytes = ClipboardSequence.bytes(for: text, through: capabilities.multiplexer)
        return streams.sendWhole(bytes)
    }

    func close() {
        guard !isOver else { return }
        isOver = true
        leaveScreen()
        nc_close()
        nc_guard_restore_modes(STDIN_FILENO)
        nc_signals_close()
        streams?.close()
        screen = nil
        events.finish()
    }

    func suspend() {
        guard !isOver, screen != nil else { return }
        leaveScreen()
        // Without job control nobody would continue the process; then it goes on by itself.
        nc_signals_stop_process(300)
        enterScreen()
    }

    func takeInput(hungUp: Bool) {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = hungUp ? 0 : read(STDIN_FILENO, &bytes, bytes.count)
        if count > 0 {
            keys.awaitsReplies = dialogue?.isWaiting(at: now) == true
            keys.isNear = dialogue?.isNear == true
            for event in keys.feed(bytes[..<count]) { events.yield(event) }
            keysExpire = keys.patience.map { .now + .milliseconds($0) }
            takeReplies()
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
            input = -1
            events.yield(.terminate)
        }
    }

    func expireKeys() {
        guard let due = keysExpire, due <= .now else { return }
        keysExpire = nil
        for event in keys.expire() { events.yield(event) }
    }

    func takeSignals() {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = max(0, read(signals, &bytes, bytes.count))
        // A storm of one kind is one event.
        for kind in Set(bytes[..<count]) {
            switch Int(kind) {
            case NC_TERMINATE: events.yield(.terminate)
            case NC_RESIZED: resize()
            case NC_STOP: suspend()
            case NC_CONTINUED: resumeAfterForeignStop()
            default: break
            }
        }
    }

    private func takeTerminal() throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            let stream = isatty(STDIN_FILENO) == 1 ? "output" : "input"
            throw TerminalError(
                "standard \(stream) is no terminal, so the screen can't be drawn; run it in a terminal, or use "
                    + "the commands that print lines, such as top5 classify")
        }
        let environment = ProcessInfo.processInfo.environment
        let type = environment["TERM"] ?? ""
        if let refusal = TerminalSurvey.refusal(type: type) { throw refusal }
        let unicode = nc_use_locale()
        var survey = try describe(type: type, environment: environment, unicode: unicode)
        guard nc_guard_remember(STDIN_FILENO), let streams = StandardStreams(logPath: logPath) else {
            throw TerminalError("the terminal can't be set up: \(String(cString: strerror(errno)))")
        }
        self.streams = streams
        // Before ncurses, which takes only signals that nobody else has taken.
        signals = nc_signals_open()
        guard openScreen(type: type, survey: &survey, output: streams.output) else {
            nc_signals_close()
            streams.close()
            throw TerminalError("the terminal \"\(type)\" can't be opened; try another TERM, such as xterm-256color")
        }
        streams.divert()
        screen = CursesScreen(palette: survey.palette, unicode: unicode) { [weak self] in self?.send($0) }
        input = STDIN_FILENO
        keys = KeyDecoder(
            sequences: KeySequences(describedBy: { nc_string($0).map { Array(String(cString: $0).utf8) } }))
        armGuard(streams)
        self.type = type
        takeModes()
        fitToWindow()
        ask(environment: environment, base: survey.capabilities)
    }

    private func describe(
        type: String, environment: [String: String], unicode: Bool
    ) throws(TerminalError) -> TerminalSurvey {
        switch nc_describe(type, STDOUT_FILENO) {
        case NC_DESCRIBED: break
        case NC_NO_DATABASE:
            throw TerminalError("no terminal descriptions are installed (looked for \"\(type)\"); install ncurses-base")
        default:
            throw TerminalError(
                "the terminal type \"\(type)\" is not known here; install ncurses-term or set TERM=xterm-256color")
        }
        guard nc_string("cup") != nil else {
            throw TerminalError(
                "the terminal type \"\(type)\" can't place text; set another TERM, such as xterm-256color")
        }
        return TerminalSurvey(
            environment: environment, describedColors: Int(nc_number("colors")),
            describesTrueColor: nc_flag("RGB") || nc_flag("Tc"), unicode: unicode, forcedColors: options.colors)
    }

    /// Without the promise of 24-bit colours where they can't be had.
    private func openScreen(type: String, survey: inout TerminalSurvey, output: Int32) -> Bool {
        if survey.palette == .direct {
            if nc_open(type, STDIN_FILENO, output, true) { return true }
            survey.environment["COLORTERM"] = nil
            survey.describesTrueColor = false
            survey.forcedColors = nil
        }
        return nc_open(type, STDIN_FILENO, output, false)
    }

    private func armGuard(_ streams: StandardStreams) {
        let path = streams.hasLog ? ShownText.sanitise(logPath) : nil
        nc_guard_arm(streams.output, streams.error, streams.log, path)
    }

    private func leaveScreen() {
        screen?.forgetPictures()
        awaitReplies()
        send(Self.mouseOff + "\u{1B}[?2004l")
        nc_suspend()
        nc_guard_disarm()
        nc_guard_restore_modes(STDIN_FILENO)
        streams?.giveBack()
    }

    private func enterScreen() {
        guard let streams, let screen else { return }
        streams.divert()
        armGuard(streams)
        nc_resume()
        takeModes()
        screen.forget()
        fitToWindow()
        events.yield(.resize(screen.size))
    }

    /// Clicks and the wheel (1000), with coordinates that have no limit (1006).
    private static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
    private static let mouseOff = "\u{1B}[?1006l\u{1B}[?1000l"

    /// Bracketed paste, the mouse if it is wanted; and what the background is, which may have changed, is asked again.
    private func takeModes() {
        send("\u{1B}[?2004h" + (takesMouse ? Self.mouseOn : ""))
        // OSC 11 of xterm; the Linux console would print it.
        if type != "linux" { send("\u{1B}]11;?\u{1B}\\") }
    }

    /// After SIGSTOP and SIGCONT from elsewhere: the shell has had the terminal meanwhile.
    private func resumeAfterForeignStop() {
        guard !isOver, screen != nil else { return }
        leaveScreen()
        enterScreen()
    }

    private func resize() {
        guard !isOver, let screen else { return }
        let before = screen.size
        fitToWindow()
        measureCells()
        updateCapabilities(tells: true)
        if screen.size != before { events.yield(.resize(screen.size)) }
    }

    private func fitToWindow() {
        var rows: Int32 = 0
        var columns: Int32 = 0
        guard let screen, let streams, nc_window_size(streams.output, &rows, &columns) else { return }
        let size = Size(rows: Int(rows), columns: Int(columns))
        if size != screen.size { screen.resize(to: size) }
    }

    /// Around ncurses, only while it has nothing unsent.
    func send(_ sequence: String) { send(Array(sequence.utf8)) }

    func send(_ bytes: [UInt8]) {
        guard let streams, !bytes.isEmpty else { return }
        bytes.withUnsafeBytes { buffer in
            var left = buffer[...]
            while !left.isEmpty {
                let count = write(streams.output, UnsafeRawBufferPointer(rebasing: left).baseAddress, left.count)
                guard count > 0 || count < 0 && (errno == EINTR || errno == EAGAIN) else { return }
                left = left.dropFirst(max(0, count))
            }
        }
    }
}
