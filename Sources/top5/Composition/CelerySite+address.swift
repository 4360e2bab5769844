import Client
import Jobs

extension CelerySite {
    /// A deployment by its addresses.
    /// - Parameters:
    ///   - broker: `redis://[user:password@]host[:port][/db]`.
    ///   - results: of the result backend; nil: it is the broker's.
    /// - Throws: `CommandError` for text that is no such address.
    static func at(_ broker: String, results: String?, queues: [String]) throws(CommandError) -> CelerySite {
        for address in [broker, results].compactMap({ $0 }) where !RedisURL.isMeant(by: address) {
            // It is not shown: a password may stand in it.
            throw CommandError(
                "This is not the address of a Redis. Write redis://[USER:PASSWORD@]HOST[:PORT][/DB]; other brokers are not "
                    + "read.", status: 2)
        }
        do throws(JobError) {
            if let results { _ = try RedisWatch.database(of: results) }
            return CelerySite(
                name: "Celery, \(try RedisWatch.name(of: broker))", queues: queues,
                database: try RedisWatch.database(of: broker)
            ) { () async throws(ClientError) -> CelerySite.Connections in
                let first = try await RedisWatchReader(broker)
                guard let results else { return CelerySite.Connections(broker: first, results: first) }
                return CelerySite.Connections(broker: first, results: try await RedisWatchReader(results))
            }
        } catch {
            throw CommandError(error.message.replacing("The queue's address", with: "The address"), status: 2)
        }
    }
}
