import Foundation
import Glibc

/// A started child with its standard output and standard error; killed and awaited at the latest with its value.
struct DrillChild: ~Copyable {
    /// Read ends, each closed on exec.
    let output: Int32
    let errors: Int32
    private let id: pid_t
    private var isAwaited = false

    /// - Throws: `CommandError` where the system starts no process.
    init(_ program: String, _ arguments: [String]) throws(CommandError) {
        var out: [Int32] = [-1, -1]
        var err: [Int32] = [-1, -1]
        guard Self.pipe(&out) else { throw Self.error(errno) }
        guard Self.pipe(&err) else {
            let code = errno
            for end in out { close(end) }
            throw Self.error(code)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // With a signal that its starter ignored, a child would survive what it should be seen to die of.
        var attributes = ChildSignals.fresh()
        defer { posix_spawnattr_destroy(&attributes) }
        // Swift's own handler may take longer for its backtrace than a child may for a file: a crash would be a hang.
        let environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
            .map { "\($0.key)=\($0.value)" }
        var argv = ([program] + arguments).map { strdup($0) } + [nil]
        var envp = environment.map { strdup($0) } + [nil]
        defer { for text in argv + envp { free(text) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, program, &actions, &attributes, &argv, &envp)
        close(out[1])
        close(err[1])
        guard code == 0 else {
            close(out[0])
            close(err[0])
            throw Self.error(code)
        }
        output = out[0]
        errors = err[0]
        id = child
    }

    deinit {
        if !isAwaited {
            kill(id, SIGKILL)
            _ = Self.status(of: id)
        }
        close(output)
        close(errors)
    }

    func end() { kill(id, SIGKILL) }

    /// Waits until it has ended.
    mutating func wait() -> DrillFailure.Kind {
        isAwaited = true
        let status = Self.status(of: id)
        // The macros of wait(2), which Swift does not see.
        return status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
    }

    /// A pair of sockets, for a pipe can't be made closed on exec in one step from Swift: another lane's child, started
    /// in between, would hold it open.
    private static func pipe(_ ends: inout [Int32]) -> Bool {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        return socketpair(AF_UNIX, type, 0, &ends) == 0
    }

    private static func status(of id: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        return status
    }

    private static func error(_ code: Int32) -> CommandError {
        CommandError("No process can be started for the drill: \(String(cString: strerror(code))).")
    }
}
