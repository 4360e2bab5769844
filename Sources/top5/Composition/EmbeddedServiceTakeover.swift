import API
import EmbeddedServer
import Logging
import ServiceLifecycle

/// A joined service ends with the dashboard that started it: whoever is left carries on with it.
struct EmbeddedServiceTakeover: Service {
    let start: EmbeddedServiceStart

    func run() async throws {
        while (try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(1)) }) != nil {
            let services: [any Service]
            do {
                services = try start.services()
            } catch  where error.code == .storeInUse {
                continue
            } catch {
                start.logger.error("cannot carry on with the service", metadata: ["error": .string(error.description)])
                try? await gracefulShutdown()
                return
            }
            start.logger.notice("carrying on with the service of a dashboard that ended")
            try await ServiceGroup(services: services, logger: start.logger).run()
            return
        }
    }
}
