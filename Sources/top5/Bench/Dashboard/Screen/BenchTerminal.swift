import Foundation
import Glibc

/// A real pseudo-terminal with the dashboard on it, whose screen is read by whoever waits for something on it. For one
/// thread; the dashboard is ended with the last reference.
final class BenchTerminal {
    private let master: Int32
    let process: pid_t
    let startedAt: ContinuousClock.Instant
    private(set) var reader: ScreenReader
    /// Bytes that the dashboard has sent so far.
    private(set) var bytes = 0
    private let stop: StopSign
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var hasEnded = false

    /// POSIX_SPAWN_SETSID, whose macro is hidden without _GNU_SOURCE.
    private static let setSession: Int32 = 0x80

    /// Starts `top5 ARGUMENTS`, this very program, as the leader of a session of its own.
    /// - Throws: `CommandError` where the system has no terminal or starts no process.
    init(
        _ arguments: [String], home: URL, columns: Int, rows: Int, hasKitty: Bool, stop: StopSign
    ) throws(CommandError) {
        self.stop = stop
        reader = ScreenReader(rows: rows, columns: columns, hasKitty: hasKitty)
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: UInt16(columns * 10),
            ws_ypixel: UInt16(rows * 20))
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        guard openpty(&ends.master, &ends.slave, nil, nil, &size) == 0 else {
            throw CommandError("There is no pseudo-terminal: \(String(cString: strerror(errno))).")
        }
        master = ends.master
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        defer { close(ends.slave) }
        guard let name = ttyname(ends.slave).map({ String(cString: $0) }) else {
            close(master)
            throw CommandError("The pseudo-terminal has no name.")
        }
        let (started, id) = try Self.spawn(["top5"] + arguments, on: name, home: home)
        (startedAt, process) = (started, id)
    }

    deinit {
        if !hasEnded {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        close(master)
    }

    var grid: ScreenGrid { reader.grid }

    /// Types.
    /// - Returns: the time right before that.
    @discardableResult
    func press(_ keys: String) -> ContinuousClock.Instant {
        let now = ContinuousClock.now
        send(Array(keys.utf8))
        return now
    }

    /// Reads until the screen is as wanted.
    /// - Returns: when the bytes had come that made it so.
    /// - Throws: `CommandError` with the screen when it does not get so in time; `CancellationError`.
    @discardableResult
    func wait(
        for what: String, within limit: Duration = .seconds(20), _ isThere: (ScreenReader) -> Bool
    ) throws -> ContinuousClock.Instant {
        if let time = try look(within: limit, isThere) { return time }
        let screen = (0..<grid.rows).map { grid[$0] }.joined(separator: "\n")
        throw CommandError("After \(limit) the dashboard does not show \(what):\n\(screen)")
    }

    /// Reads until the screen is as wanted.
    /// - Returns: when the bytes had come that made it so; nil when it does not get so in time.
    func look(
        within limit: Duration, _ isThere: (ScreenReader) -> Bool
    ) throws -> ContinuousClock.Instant? {
        if isThere(reader) { return .now }
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            guard let read = try readOnce(before: end) else { continue }
            if isThere(reader) { return read }
        }
        return nil
    }

    /// Reads whatever comes for a while.
    func listen(for time: Duration) throws {
        let end = ContinuousClock.now + time
        while ContinuousClock.now < end { _ = try readOnce(before: end) }
    }

    /// Asks the dashboard to leave, and waits for it.
    /// - Throws: `CommandError` when it stays, or leaves with another status than 0.
    func quit() throws {
        kill(process, SIGTERM)
        let end = ContinuousClock.now + .seconds(15)
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) != process {
            guard ContinuousClock.now < end else { throw CommandError("The dashboard does not end.") }
            // On a terminal that nobody reads it could not.
            _ = try? readOnce(before: .now + .milliseconds(5))
        }
        hasEnded = true
        guard status == 0 else { throw CommandError("The dashboard ended with wait status \(status).") }
    }

    /// - Returns: when something had been read; nil when nothing came.
    private func readOnce(before end: ContinuousClock.Instant) throws -> ContinuousClock.Instant? {
        if stop.isSet { throw CancellationError() }
        var source = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        // The stop sign is looked at ten times a second.
        let left = min(100, max(0, ContinuousClock.now.duration(to: end) / .milliseconds(1)))
        guard poll(&source, 1, Int32(left.rounded(.up))) > 0 else { return nil }
        let count = read(master, &buffer, buffer.count)
        let now = ContinuousClock.now
        guard count > 0 else {
            if errno == EINTR || errno == EAGAIN { return nil }
            throw CommandError("The dashboard has ended: nothing more comes from its terminal.")
        }
        bytes += count
        send(reader.feed(buffer[..<count]))
        return now
    }

    private func send(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        _ = write(master, bytes, bytes.count)
    }

    private static func spawn(
        _ command: [String], on terminal: String, home: URL
    ) throws(CommandError) -> (ContinuousClock.Instant, pid_t) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that a session's leader opens is its own.
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | setSession))
        // Of the environment only what a program needs to run: no settings, no multiplexer.
        var environment = ProcessInfo.processInfo.environment.filter {
            ["PATH", "TMPDIR", "LD_LIBRARY_PATH"].contains($0.key)
        }
        environment.merge(
            ["HOME": home.path, "LANG": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"]) { $1 }
        let words = command.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var id: pid_t = 0
        let started = ContinuousClock.now
        let failure = posix_spawn(&id, "/proc/self/exe", &actions, &attributes, words, variables)
        guard failure == 0 else {
            throw CommandError("The dashboard can't be started: \(String(cString: strerror(failure))).")
        }
        return (started, id)
    }
}
