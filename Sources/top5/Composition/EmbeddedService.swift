import API
import EmbeddedServer
import Foundation
import Logging
import ServiceLifecycle

/// The dashboard's own service: started here, or joined when another process already runs it on the same state folder.
struct EmbeddedService {
    /// Empty when joined.
    let services: [any Service]
    let address: String

    /// Seconds for running jobs when the dashboard quits; the rest waits on disk for the next start.
    private static let graceSeconds = 5

    static func startOrJoin(options: ServiceOptions, state: StateFolder, logger: Logger) throws(CommandError) -> Self {
        let address = "unix:\(state.socket)"
        do {
            let server = try Server.make(
                options.configuration(listen: .unix(path: state.socket), state: state, graceSeconds: graceSeconds),
                logger: logger
            ) { logger.info("listening", metadata: ["address": .string($0)]) }
            return Self(services: server.services, address: address)
        } catch  where error.code == .storeUnavailable && SocketFile(path: state.socket).isAnswered {
            logger.info("joined a running service", metadata: ["address": .string(address)])
            return Self(services: [], address: address)
        } catch {
            throw CommandError(error.message)
        }
    }
}
