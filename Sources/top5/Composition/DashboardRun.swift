import EmbeddedServer
import Logging
import ServiceLifecycle
import TUI

/// The dashboard in one group with what it needs, until it ends.
struct DashboardRun {
    let dashboard: Dashboard
    let services: [any Service]
    let logger: Logger

    /// - Throws: `CommandError` with status 2 where there is no usable terminal.
    func run() async throws {
        // The dashboard is last, so that it leaves the screen first; when it ends, everything ends.
        var configuration = ServiceGroupConfiguration(
            services: ([IdleMemory()] + services).map { .init(service: $0) } + [
                .init(
                    service: dashboard, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup)
            ], logger: logger)
        // The terminal takes SIGTERM and SIGHUP itself and tells the dashboard, which ends the group.
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as TerminalError {
            throw CommandError(error.message, status: 2)
        } catch let error as ServiceError {
            throw CommandError(error.message)
        }
    }
}
