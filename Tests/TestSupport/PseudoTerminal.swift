package import Foundation
import Glibc
import Synchronization

/// A terminal that a test plays: a program runs on it, every byte that it sends is kept, and questions are answered.
package final class PseudoTerminal: Sendable {
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    private struct State {
        var output: [UInt8] = []
        /// Up to here questions have been looked for, each on its own.
        var searched: [String: Int] = [:]
        var status: Int32?
        var hasEnded = false
    }

    private let master: Int32
    private let process: pid_t
    private let answers: [(question: String, answer: String)]
    private let state = Mutex(State())

    /// - Parameters:
    ///   - pixels: of the whole window; nil is a terminal that tells no size in pixels.
    ///   - environment: added to a small one: PATH, HOME, TMPDIR, LD_LIBRARY_PATH and LANG=C.UTF-8.
    ///   - answers: what is sent back whenever the program has sent a question.
    package init(
        _ command: [String], columns: Int = 60, rows: Int = 12, pixels: (width: Int, height: Int)? = nil,
        type: String = "xterm-256color", environment: [String: String] = [:], folder: URL? = nil,
        answers: [(question: String, answer: String)] = []
    ) throws {
        self.answers = answers
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: UInt16(pixels?.width ?? 0),
            ws_ypixel: UInt16(pixels?.height ?? 0))
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        guard openpty(&ends.master, &ends.slave, nil, nil, &size) == 0 else {
            throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        master = ends.master
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        var inherited = ProcessInfo.processInfo.environment.filter {
            ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH"].contains($0.key)
        }
        inherited["LANG"] = "C.UTF-8"
        inherited["TERM"] = type
        inherited.merge(environment) { $1 }
        guard let name = ttyname(ends.slave).map({ String(cString: $0) }) else {
            throw Failure(description: "the pseudo-terminal has no name")
        }
        process = try Self.spawn(command, on: name, inherited, folder)
        close(ends.slave)
        let thread = Thread { [master, weak self] in
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = read(master, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0, let self else { break }
                self.take(buffer[..<count])
            }
            self?.state.withLock { $0.hasEnded = true }
        }
        thread.start()
    }

    deinit {
        if state.withLock({ $0.status }) == nil {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        close(master)
    }

    /// POSIX_SPAWN_SETSID, whose macro is hidden without _GNU_SOURCE.
    private static let setSession: Int32 = 0x80

    private static func spawn(
        _ command: [String], on terminal: String, _ environment: [String: String], _ folder: URL?
    ) throws -> pid_t {
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
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | Self.setSession))
        let command = (folder.map { ["env", "-C", $0.path] } ?? []) + command
        let words = command.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var id: pid_t = 0
        let failure = posix_spawnp(&id, command[0], &actions, &attributes, words, variables)
        guard failure == 0 else {
            throw Failure(description: "\(command[0]): \(String(cString: strerror(failure)))")
        }
        return id
    }

    private func take(_ bytes: ArraySlice<UInt8>) {
        let replies = state.withLock { state -> [String] in
            state.output += bytes
            var replies: [(Int, String)] = []
            for (question, answer) in answers {
                var from = state.searched[question] ?? 0
                while let range = state.output[from...].firstRange(of: Array(question.utf8)) {
                    replies.append((range.lowerBound, answer))
                    from = range.upperBound
                }
                state.searched[question] = max(from, state.output.count - question.utf8.count + 1)
            }
            return replies.sorted { $0.0 < $1.0 }.map(\.1)
        }
        for reply in replies { send(reply) }
    }

    /// What the program has sent.
    package var output: [UInt8] { state.withLock { $0.output } }
    /// What it has sent from a place on.
    package func output(from place: Int) -> [UInt8] { state.withLock { Array($0.output[place...]) } }
    package var count: Int { state.withLock { $0.output.count } }
    package var processID: Int32 { process }

    /// Types, or answers by hand.
    package func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    package func resize(columns: Int, rows: Int, pixels: (width: Int, height: Int)? = nil) {
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: UInt16(pixels?.width ?? 0),
            ws_ypixel: UInt16(pixels?.height ?? 0))
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Waits until the output from a place on holds all texts, in this order.
    /// - Returns: that output.
    @discardableResult
    package func waitFor(_ texts: String..., from place: Int = 0, deadline: Double = 20) async throws -> [UInt8] {
        var seen: [UInt8] = []
        let holds = await Deadline.poll(within: .seconds(deadline)) {
            seen = output(from: place)
            var rest = seen[...]
            return texts.allSatisfy { text in
                guard let range = rest.firstRange(of: Array(text.utf8)) else { return false }
                rest = rest[range.upperBound...]
                return true
            }
        }
        guard holds else {
            let shown = String(decoding: seen.suffix(3000), as: UTF8.self).debugDescription
            throw Failure(description: "not sent within \(deadline) s: \(texts.debugDescription); the end was \(shown)")
        }
        return seen
    }

    /// The exit status, once the program has ended and all that it sent has been read.
    package func waitForEnd(within limit: Duration = .seconds(20)) async throws -> Int32 {
        let hasEnded = await Deadline.poll(within: limit) {
            var status: Int32 = 0
            if state.withLock({ $0.status }) == nil, waitpid(process, &status, WNOHANG) == process {
                state.withLock { $0.status = status }
            }
            return state.withLock { $0.status != nil && $0.hasEnded }
        }
        guard hasEnded, let status = state.withLock({ $0.status }) else {
            throw Failure(description: "the program did not end within \(limit)")
        }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    }
}
