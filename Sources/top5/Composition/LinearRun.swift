import Client
import Glibc
import Logging
import ServiceLifecycle
import TUI
import UnixSignals

/// `top5 --linear`: the dashboard in lines, until a signal, or until the given files are done.
struct LinearRun {
    let client: any ClosableServiceClient
    let serviceName: String
    let files: [String]
    /// Seconds between two summaries; 0: none.
    let interval: Int
    /// What the client needs beside it.
    let services: [any Service]
    let logger: Logger

    /// - Throws: `CommandError` when given files were not classified.
    func run() async throws {
        // A reader that ends is no reason to die: the session ends by itself.
        signal(SIGPIPE, SIG_IGN)
        let output = LinearOutput()
        let session = LinearSession(
            client: client, serviceName: serviceName, files: files, interval: interval > 0 ? .seconds(interval) : nil,
            write: { try await output.write($0) })
        // The session is last, so that it ends first; when it ends, everything ends.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: (services + [client]).map { .init(service: $0) } + [
                    .init(
                        service: session, successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup)
                ], gracefulShutdownSignals: EndSignals.all, logger: logger))
        try await group.run()
        await output.stop()
        let failures = await session.failures
        if failures > 0 {
            throw CommandError(
                "\(failures) of \(files.count) \(files.count == 1 ? "image was" : "images were") not classified.")
        }
    }
}
