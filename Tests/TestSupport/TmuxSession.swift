package import Foundation
import Synchronization

/// A real terminal of its own for one test: a tmux server with one window, killed with the last reference.
package final class TmuxSession: Sendable {
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    private let socket: String
    private let environment: [String: String]

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
        socket = "top5-\(UUID().uuidString.prefix(13))"
        var inherited = ProcessInfo.processInfo.environment.filter {
            ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH"].contains($0.key)
        }
        inherited["LANG"] = "C.UTF-8"
        inherited["PS1"] = "$ "
        inherited["ENV"] = ""
        inherited.merge(environment) { $1 }
        self.environment = inherited
        var arguments = ["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
        if let folder { arguments += ["-c", folder.path] }
        arguments.append(command ?? "exec sh -i")
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

    /// One of tmux's formats, such as `#{alternate_on}`, `#{cursor_flag}` or `#{pane_dead}`.
    package func value(of format: String) throws -> String {
        try tmux(["display-message", "-p", format]).trimmingCharacters(in: .newlines)
    }

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
        let process = Process()
        process.executableURL = program
        process.arguments = ["-L", socket, "-f", "/dev/null", "-u"] + arguments
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "tmux \(arguments.joined(separator: " ")): \(text)")
        }
        return text
    }

    private static func executable(_ name: String) -> URL? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.lazy.map { URL(filePath: "\($0)/\(name)") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
