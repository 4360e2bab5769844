import API
import EmbeddedServer
import Logging
import ServiceLifecycle

/// The dashboard's own service: started here, or joined when another process already runs one on the same state folder.
struct EmbeddedService {
    let services: [any Service]
    /// Where to reach it.
    let address: String

    /// - Throws: `CommandError` when the store cannot be opened, or is held by a process that nobody can reach.
    static func startOrJoin(options: ServiceOptions, state: StateFolder, logger: Logger) async throws(CommandError)
        -> Self
    {
        let start = EmbeddedServiceStart(options: options, state: state, logger: logger)
        do {
            return Self(services: try start.services(), address: start.address)
        } catch  where error.code == .storeInUse {
            guard let address = await state.runningService() else { throw CommandError(error.message) }
            logger.info("joined a running service", metadata: ["address": .string(address)])
            return Self(
                services: address == start.address ? [EmbeddedServiceTakeover(start: start)] : [], address: address)
        } catch {
            logger.error("the service cannot start", metadata: ["error": .string(error.description)])
            throw CommandError(error.message)
        }
    }
}
