import Foundation
import Glibc
import Processes
import Synchronization

/// A service as a child, mostly a `top5 serve` of this very program, its log in a file; killed and awaited at the latest
/// with its last reference.
final class ServiceProcess: Sendable {
    let id: pid_t
    /// Its standard output and standard error.
    let log: URL
    /// It has children that only it can end: it gets some seconds for that before it is killed.
    private let endsItsOwn: Bool
    /// As wait(2) gave it; nil while it has not been awaited.
    private let status = Mutex<Int32?>(nil)

    /// - Parameter arguments: behind `serve`.
    /// - Throws: `CommandError` where the system starts no process.
    init(arguments: [String], log: URL) throws(CommandError) {
        self.log = log
        endsItsOwn = false
        id = try Self.spawn("/proc/self/exe", ["top5", "serve"] + arguments, log: log)
    }

    /// Another program, which ends what it has started when it gets SIGTERM.
    /// - Throws: `CommandError` where the system starts no process.
    init(program: String, arguments: [String], log: URL) throws(CommandError) {
        self.log = log
        endsItsOwn = true
        id = try Self.spawn(program, [program] + arguments, log: log)
    }

    deinit {
        guard status.withLock({ $0 }) == nil else { return }
        if endsItsOwn {
            kill(id, SIGTERM)
            kill(id, SIGCONT)
            for _ in 0..<1500 where ended() == nil { usleep(10_000) }
            guard ended() == nil else { return }
        }
        kill(id, SIGKILL)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
    }

    var hasEnded: Bool { ended() != nil }

    /// Where it listens, once it says so.
    /// - Throws: `CommandError` with the end of its log when it ends before that, or is not ready in time.
    func address(within limit: Duration = .seconds(60)) async throws -> String {
        let said = "top5: listening on "
        var address: String?
        let isSettled = try await poll(within: limit) {
            let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            // The last line may not be written to its end yet.
            address = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                .first { $0.hasPrefix(said) }.map { String($0.dropFirst(said.count)) }
            return address != nil || hasEnded
        }
        if let address { return address }
        throw CommandError(
            "The service \(isSettled ? "ended (\(ending))" : "does not listen after \(limit)"). Its log ends:\n\(tail)")
    }

    /// Ends it as a crash does. Returns when it is gone.
    func kill9() async throws {
        kill(id, SIGKILL)
        _ = try await poll(within: .seconds(30)) { hasEnded }
    }

    /// Stops it in the middle of whatever it does, as a machine does that is suspended; nothing if it has ended.
    func freeze() { if !hasEnded { kill(id, SIGSTOP) } }

    /// Lets it go on as if no time had passed.
    func thaw() { if !hasEnded { kill(id, SIGCONT) } }

    /// Asks it to end as an operator does.
    /// - Returns: nil when it left with status 0 in time, else what it did instead.
    func stop(within limit: Duration = .seconds(40)) async throws -> String? {
        kill(id, SIGTERM)
        // One that is frozen would not hear of it.
        kill(id, SIGCONT)
        guard try await poll(within: limit, { hasEnded }) else { return "still runs \(limit) after SIGTERM" }
        return ended() == 0 ? nil : ending
    }

    /// Waits until it ends by itself.
    /// - Returns: nil when it left with status 0 in time, else what it did instead.
    func end(within limit: Duration = .seconds(10)) async throws -> String? {
        guard try await poll(within: limit, { hasEnded }) else { return "still runs after \(limit)" }
        return ended() == 0 ? nil : ending
    }

    /// How it ended, in words.
    var ending: String {
        guard let status = ended() else { return "it runs" }
        return status & 0x7F == 0 ? "exit status \(status >> 8 & 0xFF)" : "signal \(status & 0x7F)"
    }

    /// The last words of its log.
    var tail: String {
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(12).joined(separator: "\n")
    }

    private func ended() -> Int32? {
        status.withLock { known in
            if known == nil {
                var status: Int32 = 0
                if waitpid(id, &status, WNOHANG) == id { known = status }
            }
            return known
        }
    }

    private func poll(within limit: Duration, _ isDone: () -> Bool) async throws -> Bool {
        let end = ContinuousClock.now + limit
        while !isDone() {
            guard ContinuousClock.now < end else { return false }
            try await Task.sleep(for: .milliseconds(5))
        }
        return true
    }

    private static func spawn(_ program: String, _ arguments: [String], log: URL) throws(CommandError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        var attributes = ChildSignals.fresh()
        defer { posix_spawnattr_destroy(&attributes) }
        var argv = arguments.map { strdup($0) } + [nil]
        defer { for text in argv { free(text) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, program, &actions, &attributes, &argv, environ)
        guard code == 0 else {
            throw CommandError("\(arguments[0]) can't be started: \(String(cString: strerror(code))).")
        }
        return child
    }
}
