import ArgumentParser
import UnixSignals

/// Work that cleans up behind itself also on Ctrl-C and SIGTERM.
enum UntilInterrupted {
    /// Runs `body`; a signal cancels its task, and what it cleans up is waited for.
    /// - Throws: what `body` throws; `ExitCode` 130 or 143 after a signal.
    static func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: ExitCode?.self) { group in
            group.addTask {
                try await body()
                return nil
            }
            group.addTask {
                for await signal in await UnixSignalsSequence(trapping: .sigint, .sigterm) {
                    return ExitCode(signal == .sigint ? 130 : 143)
                }
                return nil
            }
            let interrupted = try await group.next() ?? nil
            group.cancelAll()
            guard let interrupted else { return }
            while (try? await group.next()) != nil {}
            throw interrupted
        }
    }
}
