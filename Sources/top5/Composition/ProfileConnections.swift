import Client
import Logging
import ServiceLifecycle
import TUI

/// The clients of all profiles, each made at its first use and closed at the end; the own service is started at its first
/// use as well.
actor ProfileConnections: ServiceConnector, Service, CustomStringConvertible {
    /// For a service group's log: no credentials.
    nonisolated var description: String { "ProfileConnections" }

    /// The name of the own service among the profiles.
    static let embedded = "embedded"

    private let profiles: [ProfileSettings]
    private let startEmbedded: @Sendable () async throws(CommandError) -> EmbeddedService
    /// Its start, from which on it is known where it listens.
    private var embedded: Task<Result<EmbeddedService, CommandError>, Never>?
    private var clients: [String: any ClosableServiceClient]
    private let started: AsyncStream<[any Service]>
    private let starting: AsyncStream<[any Service]>.Continuation

    /// - Parameters:
    ///   - first: the client that the dashboard begins with, and its profile's name.
    ///   - startEmbedded: starts or joins the own service, once.
    init(
        profiles: [ProfileSettings], first: (name: String, client: any ClosableServiceClient),
        startEmbedded: @escaping @Sendable () async throws(CommandError) -> EmbeddedService
    ) {
        self.profiles = profiles
        self.startEmbedded = startEmbedded
        clients = [first.name: first.client]
        (started, starting) = AsyncStream.makeStream()
    }

    func isStarted(_ name: String) -> Bool {
        name != Self.embedded || clients[name] != nil
    }

    func client(for name: String) async throws(ClientError) -> any ServiceClient {
        if let client = clients[name] { return client }
        let client: any ClosableServiceClient
        if let settings = profiles.first(where: { $0.name == name }) {
            client = RecognisingServiceClient(
                try ServiceAddress(settings.server), credentials: try settings.credentials(), filter: .dashboards)
        } else {
            client = HTTPServiceClient(try ServiceAddress(try await embeddedAddress()))
        }
        // Somebody else may have asked for it in the meantime.
        if let known = clients[name] {
            await client.shutdown()
            return known
        }
        clients[name] = client
        return client
    }

    private func embeddedAddress() async throws(ClientError) -> String {
        let isFirst = embedded == nil
        let start = embedded ?? startTask()
        embedded = start
        switch await start.value {
        case .success(let service):
            if isFirst { starting.yield(service.services) }
            return service.address
        case .failure(let error):
            embedded = nil
            throw ClientError(.unreachable, error.message)
        }
    }

    private func startTask() -> Task<Result<EmbeddedService, CommandError>, Never> {
        let startEmbedded = startEmbedded
        return Task<Result<EmbeddedService, CommandError>, Never> {
            do throws(CommandError) {
                return .success(try await startEmbedded())
            } catch {
                return .failure(error)
            }
        }
    }

    /// Runs what was started on the way.
    func run() async throws {
        try await withGracefulShutdownHandler {
            for await services in started where !services.isEmpty {
                try await ServiceGroup(services: services, logger: Logger(label: "top5")).run()
            }
        } onGracefulShutdown: {
            self.starting.finish()
        }
        for client in clients.values { await client.shutdown() }
    }
}
