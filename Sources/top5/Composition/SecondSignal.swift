import ServiceLifecycle
import UnixSignals

/// The first of `EndSignals` asks for an orderly end, which the group sees to; the second one ends it at once.
struct SecondSignal: Service {
    struct Received: Error {}

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            var count = 0
            for await signal in await UnixSignalsSequence(trapping: EndSignals.all) {
                // A terminal that is closed may say so more than once.
                if signal == .sighup, count > 0 { continue }
                count += 1
                if count == 2 { throw Received() }
            }
        }
    }
}
