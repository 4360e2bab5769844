import Foundation
import Glibc
import Inference
import Jobs
import Logging
import Metrics

extension Server {
    /// Opens the store of a queue, and says what about it an operator should change.
    static func store(
        at address: QueueAddress, health: StoreHealth, metrics: any MetricsFactory, logger: Logger
    ) throws(ServiceError) -> any JobStore {
        do throws(JobError) {
            switch address.place {
            case .file(let path):
                return try SQLiteJobStore(path: path, health: health, metrics: metrics)
            case .redis(let url):
                logger.info("opening the queue", metadata: ["store": "\(url)"])
                let store = try RedisJobStore(url, patience: .seconds(10), health: health, metrics: metrics)
                logger.notice(
                    "the queue is shared", metadata: ["store": "\(url)", "durability": .string(store.durability)])
                for warning in store.warnings { logger.warning("\(warning)") }
                return store
            }
        } catch {
            throw ServiceError(error)
        }
    }

    /// As it stands in the leases: of a shared queue each process has a name of its own.
    static func workerName(isShared: Bool) -> String {
        guard isShared else { return "embedded" }
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return "\(host):\(getpid())"
    }

    /// What this process takes from a queue: of a shared one, the jobs of models that it has; others are left to who has
    /// them. nil: all.
    /// - Parameter chosen: `name` or `name@version`; empty: all models.
    static func routesTaken(
        from address: QueueAddress, library: ModelLibrary, chosen: [String] = []
    ) -> @Sendable () -> Set<String>? {
        guard address.isShared else { return { nil } }
        return { routes(of: library, chosen: chosen) }
    }

    private static func routes(of library: ModelLibrary, chosen: [String]) -> Set<String> {
        var routes: Set<String> = []
        for model in library.list() where model.error == nil {
            let id = model.id
            let isChosen = chosen.isEmpty || chosen.contains { $0 == id || !$0.contains("@") && id.hasPrefix($0 + "@") }
            if isChosen { routes.insert(id) }
        }
        return routes
    }
}
