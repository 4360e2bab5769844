import CProcess
import Foundation
package import Glibc

/// A started child with its channels; killed and awaited at the latest with its value.
package struct SpawnedProcess: ~Copyable {
    /// What the child has besides its standard error.
    package enum Wiring: Sendable {
        /// Nothing to read; the channel is its standard output.
        case output
        /// The channel is its standard input, a socket for both directions; its output goes to its standard error.
        case conversation
    }

    package let id: pid_t
    /// This side's end, closed on exec.
    package let channel: Int32
    /// Read end of its standard error, closed on exec.
    package let errors: Int32
    private var end: ProcessEnd?

    /// - Parameter program: a path; `/proc/self/exe` is this program, also when its file has been replaced since.
    /// - Throws: `ProcessError` where the system starts no process.
    package init(_ program: String, _ arguments: [String], _ wiring: Wiring) throws(ProcessError) {
        var talk: [Int32] = [-1, -1]
        var err: [Int32] = [-1, -1]
        guard Self.pipe(&talk) else { throw Self.error(errno) }
        guard Self.pipe(&err) else {
            let code = errno
            for end in talk { close(end) }
            throw Self.error(code)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        switch wiring {
        case .output:
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_adddup2(&actions, talk[1], STDOUT_FILENO)
        case .conversation:
            posix_spawn_file_actions_adddup2(&actions, talk[1], STDIN_FILENO)
            posix_spawn_file_actions_adddup2(&actions, err[1], STDOUT_FILENO)
        }
        posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO)
        // Whatever this process has open without the mark for exec: a child must not hold a port or a lock.
        _ = cprocess_close_from(&actions, STDERR_FILENO + 1)
        defer { posix_spawn_file_actions_destroy(&actions) }
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
        close(talk[1])
        close(err[1])
        guard code == 0 else {
            close(talk[0])
            close(err[0])
            throw Self.error(code)
        }
        channel = talk[0]
        errors = err[0]
        id = child
    }

    deinit {
        if end == nil {
            Glibc.kill(id, SIGKILL)
            _ = Self.wait(for: id)
        }
        close(channel)
        close(errors)
    }

    /// Nothing happens to one that was awaited: its id may be another's by now.
    package func kill() {
        if end == nil { Glibc.kill(id, SIGKILL) }
    }

    /// Waits until it has ended.
    package mutating func wait() -> ProcessEnd {
        if let end { return end }
        let end = Self.wait(for: id)
        self.end = end
        return end
    }

    private static func wait(for id: pid_t) -> ProcessEnd {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        return ProcessEnd(status: status)
    }

    /// A pair of sockets, for a pipe can't be made closed on exec in one step from Swift: another thread's child,
    /// started in between, would hold it open.
    private static func pipe(_ ends: inout [Int32]) -> Bool {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        return socketpair(AF_UNIX, type, 0, &ends) == 0
    }

    private static func error(_ code: Int32) -> ProcessError {
        ProcessError("No process can be started: \(String(cString: strerror(code))).")
    }
}
