import Foundation
import Glibc
import Synchronization

/// The one thread on which ncurses lives: waits for keys, signals and commands, and runs them one after the other.
final class ScreenThread: Sendable {
    typealias Command = @Sendable (ScreenSession) -> Void

    private struct Pending {
        var commands: [Command] = []
        var ended = false
    }

    private let pending = Mutex(Pending())
    /// A pipe that holds a byte when commands wait.
    private let wakeUp: (read: Int32, write: Int32)

    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        wakeUp = (ends[0], ends[1])
    }

    deinit {
        close(wakeUp.read)
        close(wakeUp.write)
    }

    /// Runs until the session is over.
    func start(_ makeSession: @escaping @Sendable () -> ScreenSession) {
        let thread = Thread { self.run(makeSession()) }
        thread.name = "screen"
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// - Returns: nil when the thread has ended before its turn.
    func perform<Result: Sendable>(_ body: @escaping @Sendable (ScreenSession) -> Result) async -> Result? {
        await withCheckedContinuation { continuation in
            let accepted = pending.withLock { pending in
                if !pending.ended { pending.commands.append { continuation.resume(returning: body($0)) } }
                return !pending.ended
            }
            guard accepted else { return continuation.resume(returning: nil) }
            // A full pipe wakes the thread as well.
            _ = write(wakeUp.write, [1], 1)
        }
    }

    private func run(_ session: ScreenSession) {
        while !session.isOver {
            var sources = [wakeUp.read, session.input, session.signals].map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            poll(&sources, 3, session.patience)
            if sources[2].revents != 0 { session.takeSignals() }
            if sources[1].revents != 0 {
                session.takeInput(hungUp: sources[1].revents & Int16(POLLIN) == 0)
            } else {
                session.expireKeys()
            }
            if sources[0].revents != 0 {
                var bytes = [UInt8](repeating: 0, count: 256)
                _ = read(wakeUp.read, &bytes, bytes.count)
            }
            runCommands(session)
        }
        pending.withLock { $0.ended = true }
        // Those that came in meanwhile find a session that is over and does nothing.
        runCommands(session)
    }

    private func runCommands(_ session: ScreenSession) {
        let commands = pending.withLock { pending in
            defer { pending.commands = [] }
            return pending.commands
        }
        for command in commands { command(session) }
    }
}
