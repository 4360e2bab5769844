import Foundation

/// Where a service keeps what must survive it: queue, log, socket.
struct StateFolder: Sendable {
    let url: URL

    /// `--state`, else `$XDG_STATE_HOME/top5`, else `~/.local/state/top5`; made when missing, for its owner only.
    /// - Throws: `CommandError` when it cannot be made or written.
    init(given: String?) throws(CommandError) {
        if let given {
            url = URL(filePath: given, directoryHint: .isDirectory)
        } else {
            url = XDG.folder("XDG_STATE_HOME", fallback: ".local/state").appending(path: "top5")
        }
        do {
            try FileManager.default.createDirectory(
                at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandError(
                "Cannot make the state folder '\(url.path)': \(error.localizedDescription). Give another with --state."
            )
        }
        guard access(url.path, W_OK) == 0 else {
            throw CommandError("Cannot write to the state folder '\(url.path)'. Give another with --state.")
        }
    }

    var database: String { url.appending(path: "queue.sqlite").path }
    var tokens: String { url.appending(path: "tokens.json").path }
    /// What was judged in the dashboard's reviews.
    var reviews: String { url.appending(path: "reviews.jsonl").path }
    var log: String { url.appending(path: "top5.log").path }
    /// Of the dashboard's picker.
    var recentFolders: String { url.appending(path: "recent-folders").path }

    private var serviceFile: URL { url.appending(path: "service") }

    /// Notes where the process that holds the queue listens, for others to join it.
    func remember(service address: String) {
        try? Data("\(address)\n".utf8).write(to: serviceFile, options: .atomic)
    }

    func forgetService() {
        try? FileManager.default.removeItem(at: serviceFile)
    }

    /// Where the process that holds the queue listens; waits up to 3 seconds for one that is just starting.
    func runningService() async -> String? {
        for _ in 0..<30 {
            if let text = try? String(contentsOf: serviceFile, encoding: .utf8), text.hasSuffix("\n") {
                return String(text.dropLast())
            }
            try? await Task.sleep(for: .milliseconds(100))
        }
        return nil
    }

    /// A socket's path holds at most 107 bytes; a state folder that lies deeper gets one in the temporary folder.
    var socket: String {
        let path = url.appending(path: "top5.sock").path
        if path.utf8.count < 108 { return path }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325  // FNV-1a, 64 bits
        for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return "/tmp/top5-\(getuid())-\(String(hash, radix: 16)).sock"
    }
}

/// The XDG base directory specification's folders.
enum XDG {
    static func folder(_ variable: String, fallback: String) -> URL {
        let environment = ProcessInfo.processInfo.environment
        // Relative paths are invalid there and to be ignored, says the specification.
        if let value = environment[variable], value.hasPrefix("/") { return URL(filePath: value) }
        // $HOME first, as the specification says; Foundation asks the user database only.
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? URL(filePath: $0) : nil }
        return (home ?? FileManager.default.homeDirectoryForCurrentUser).appending(path: fallback)
    }
}
