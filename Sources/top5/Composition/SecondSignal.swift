import ServiceLifecycle
import UnixSignals

/// The first SIGTERM or SIGINT asks for an orderly end, which the group sees to; the second one ends it at once.
struct SecondSignal: Service {
    struct Received: Error {}

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            var count = 0
            for await _ in await UnixSignalsSequence(trapping: .sigterm, .sigint) {
                count += 1
                if count == 2 { throw Received() }
            }
        }
    }
}
