package import Foundation
import Glibc

/// A real terminal of its own for one test: a tmux server with one window, killed with the last reference.
package final class TmuxSession: Sendable {
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    private let socket: String
    private let environment: [String: String]
    /// What tmux answers goes through files here.
    private let folder: TemporaryFolder

    /// False where tmux is not installed.
    package static let isAvailable = executable("tmux") != nil

    /// - Parameters:
    ///   - command: a line for `sh`; nil starts an interactive `sh` with the prompt "$ ", in which to type commands.
    ///   - columns: cells. - rows: cells.
    ///   - type: the command's TERM.
    ///   - environment: added to a small one: PATH, HOME, TMPDIR, LD_LIBRARY_PATH and LANG=C.UTF-8.
    ///   - folder: where the command starts.
    package init(
        _ command: String? = nil, columns: Int = 80, rows: Int = 24, type: String = "tmux-256color",
        environment: [String: String] = [:], folder: URL? = nil
    ) throws {
        self.folder = try TemporaryFolder("tmux")
        socket = "top5-\(UUID().uuidString.prefix(13))"
        var inherited = ProcessInfo.processInfo.environment.filter {
            ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH"].contains($0.key)
        }
        inherited["LANG"] = "C.UTF-8"
        inherited.merge(environment) { $1 }
        self.environment = inherited
        var arguments = ["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
        if let folder { arguments += ["-c", folder.path] }
        arguments.append(command ?? "exec env PS1='$ ' sh -i")
        let options = ["status": "off", "remain-on-exit": "on", "default-terminal": type, "escape-time": "0"]
        try tmux(options.flatMap { ["set-option", "-g", $0.key, $0.value, ";"] } + arguments)
    }

    deinit { _ = try? tmux(["kill-server"]) }

    /// Keys by tmux's names (`Enter`, `Escape`, `Up`, `C-c`, `M-x`), each sent on its own.
    package func sendKeys(_ keys: String...) throws {
        for key in keys { try tmux(["send-keys", key]) }
    }

    /// Letters as they are, without a key's name being seen in them.
    package func type(_ text: String) throws { try tmux(["send-keys", "-l", text]) }

    /// Bytes as they are, such as the ones that a terminal sends for its mouse.
    package func send(_ bytes: some Sequence<UInt8>) throws {
        try tmux(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
    }

    /// As the terminal does with text from its clipboard, bracketed if the program asked for it.
    package func paste(_ text: String) throws {
        try tmux(["set-buffer", "--", text])
        try tmux(["paste-buffer", "-p", "-r"])
    }

    /// What the screen shows, trailing blanks cut.
    /// - Parameter colors: with the escape sequences for colours and attributes.
    package func capture(colors: Bool = false) throws -> String {
        try tmux(["capture-pane", "-p"] + (colors ? ["-e"] : []))
    }

    package func resize(columns: Int, rows: Int) throws {
        try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// An option of the server, such as `set-clipboard`.
    package func setOption(_ name: String, _ value: String) throws { try tmux(["set-option", "-s", name, value]) }

    /// The newest text that a program has put into the clipboard; tmux keeps it when `set-clipboard` is on.
    package func buffer() throws -> String { try tmux(["show-buffer"]) }

    /// One of tmux's formats, such as `#{alternate_on}`, `#{cursor_flag}` or `#{pane_dead}`.
    package func value(of format: String) throws -> String {
        try tmux(["display-message", "-p", format]).trimmingCharacters(in: .newlines)
    }

    /// From now on writes every byte that the terminal receives into a file.
    package func record(to file: URL) throws { try tmux(["pipe-pane", "-O", "cat >> '\(file.path)'"]) }

    /// Another window, which from now on is the one that all calls mean; closing the first then leaves the server
    /// alive.
    package func openWindow() throws { try tmux(["new-window", "exec sh -i"]) }

    /// Ends the terminal under the program, as closing a window does.
    package func close() throws { try tmux(["kill-window", "-t", ":0"]) }

    /// Process id of the shell or command in the window.
    package func processID() throws -> Int32 { Int32(try value(of: "#{pane_pid}")) ?? 0 }

    /// The first screen that has `text` on it.
    /// - Parameter deadline: seconds to wait for it.
    /// - Throws: `Failure` with the last screen.
    @discardableResult
    package func waitFor(_ text: String, deadline: Double = 20) async throws -> String {
        try await waitUntil("\"\(text)\" is shown", deadline: deadline) { $0.contains(text) }
    }

    /// - Parameter wish: what is waited for, for the failure's text.
    @discardableResult
    package func waitUntil(
        _ wish: String, deadline: Double = 20, _ holds: (_ screen: String) throws -> Bool
    ) async throws -> String {
        let end = ContinuousClock.now + .seconds(deadline)
        var screen = ""
        repeat {
            screen = try capture()
            if try holds(screen) { return screen }
            try await Task.sleep(for: .milliseconds(20))
        } while ContinuousClock.now < end
        throw Failure(description: "not within \(deadline) s: \(wish); the screen:\n\(screen)")
    }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        guard let program = Self.executable("tmux") else { throw Failure(description: "tmux is not installed") }
        let all = [program.path, "-L", socket, "-f", "/dev/null", "-u"] + arguments
        let (status, output) = try spawn(all)
        guard status == 0 else { throw Failure(description: "tmux \(arguments.joined(separator: " ")): \(output)") }
        return output
    }

    /// Not `Process`: it waits until every heir of the command's descriptors has ended, and tmux's server is one.
    private func spawn(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let output = folder.file(UUID().uuidString)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.path, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        let words = arguments.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        // Threads of tests block signals, and tmux's server, which ends by SIGTERM, would inherit that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var id: pid_t = 0
        let failure = posix_spawn(&id, arguments[0], &actions, &attributes, words, variables)
        guard failure == 0 else { throw Failure(description: "\(arguments[0]): \(String(cString: strerror(failure)))") }
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        defer { try? FileManager.default.removeItem(at: output) }
        return (status, try String(contentsOf: output, encoding: .utf8))
    }

    private static func executable(_ name: String) -> URL? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.lazy.map { URL(filePath: "\($0)/\(name)") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
