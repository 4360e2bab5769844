import EmbeddedServer
import Logging
import ServiceLifecycle

/// How an embedded service is started.
struct EmbeddedServiceStart: Sendable {
    let options: ServiceOptions
    let state: StateFolder
    let logger: Logger

    /// Seconds for running jobs when the dashboard quits; the rest waits on disk for the next start.
    private static let graceSeconds = 5

    var address: String { "unix:\(state.socket)" }

    func services() throws(ServiceError) -> [any Service] {
        let server = try Server.make(
            options.configuration(listen: .unix(path: state.socket), state: state, graceSeconds: Self.graceSeconds),
            logger: logger
        ) { address in
            state.remember(service: address)
            logger.info("listening", metadata: ["address": .string(address)])
        }
        state.forgetService()
        return server.services
    }
}
