package import API
package import Foundation
import ServiceLifecycle

/// A service at an address of which it is not known yet what it is: a top5 service, or the tutorial's.
///
/// It is recognised by its answers the first time that it answers, and stays what it was.
package actor RecognisingServiceClient: ClosableServiceClient {
    private let address: ServiceAddress
    private let service: HTTPServiceClient
    private let tutorial: TutorialServiceClient
    private let probe: ServiceProbe
    private let backoff: Backoff
    private var recognised: (any ServiceClient)?

    /// - Parameter filter: the filter language, for a service that keeps no list.
    package init(
        _ address: ServiceAddress, name: String = ClientName.current, credentials: ServiceCredentials = .none,
        timeouts: ClientTimeouts = ClientTimeouts(), backoff: Backoff = Backoff(), filter: JobFilter
    ) {
        self.address = address
        self.backoff = backoff
        service = HTTPServiceClient(
            address, name: name, credentials: credentials, timeouts: timeouts, backoff: backoff)
        tutorial = TutorialServiceClient(
            address, name: name, credentials: credentials, timeouts: timeouts, backoff: backoff, filter: filter)
        probe = ServiceProbe(transport: HTTPTransport(address: address, credentials: credentials, timeouts: timeouts))
    }

    package nonisolated func run() async {
        try? await gracefulShutdown()
        await shutdown()
    }

    package nonisolated func shutdown() async {
        await probe.shutdown()
        await tutorial.shutdown()
        await service.shutdown()
    }

    /// - Throws: `ClientError` when it does not answer, or is neither.
    private func client() async throws(ClientError) -> any ServiceClient {
        if let recognised { return recognised }
        let client: any ServiceClient =
            switch try await probe.kind() {
            case .top5: service
            case .tutorial: tutorial
            }
        recognised = client
        return client
    }

    package func submit(_ upload: ImageUpload) async throws(ClientError) -> Job {
        try await client().submit(upload)
    }

    package func jobs(_ query: JobListQuery) async throws(ClientError) -> JobList { try await client().jobs(query) }
    package func job(_ id: String) async throws(ClientError) -> Job { try await client().job(id) }
    package func image(of id: String) async throws(ClientError) -> Data { try await client().image(of: id) }

    package func preview(of id: String, fit: Int) async throws(ClientError) -> Data {
        try await client().preview(of: id, fit: fit)
    }

    package func cancel(_ id: String) async throws(ClientError) -> Job { try await client().cancel(id) }
    package func retry(_ id: String) async throws(ClientError) -> Job { try await client().retry(id) }
    package func forget(_ id: String) async throws(ClientError) { try await client().forget(id) }

    package func apply(_ action: BulkAction, to filter: String) async throws(ClientError) -> BulkResult {
        try await client().apply(action, to: filter)
    }

    package func setQueuePaused(_ isPaused: Bool) async throws(ClientError) -> QueueSwitch {
        try await client().setQueuePaused(isPaused)
    }

    package func limits() async throws(ClientError) -> Limits { try await client().limits() }
    package func models() async throws(ClientError) -> ModelList { try await client().models() }
    package func stats() async throws(ClientError) -> ServiceStats { try await client().stats() }
    package func workers() async throws(ClientError) -> WorkerList { try await client().workers() }
    package func tell(worker name: String, _ order: WorkerOrder) async throws(ClientError) -> WorkerMember {
        try await client().tell(worker: name, order)
    }

    package nonisolated func follow(after sequence: Int64?) -> AsyncStream<FollowerEvent> {
        let follower = RecognisingFollower(client: client, after: sequence, backoff: backoff)
        return AsyncStream { await follower.next() }
    }
}

/// Tries until the service is recognised, then hands on what that one tells.
private actor RecognisingFollower {
    private let client: @Sendable () async throws(ClientError) -> any ServiceClient
    private let sequence: Int64?
    private var backoff: Backoff
    private var events: AsyncStream<FollowerEvent>.AsyncIterator?
    private var hasTold = false
    private var pause: Double?

    init(
        client: @escaping @Sendable () async throws(ClientError) -> any ServiceClient, after sequence: Int64?,
        backoff: Backoff
    ) {
        self.client = client
        self.sequence = sequence
        self.backoff = backoff
    }

    func next() async -> FollowerEvent? {
        if !hasTold {
            hasTold = true
            return .connecting
        }
        while events == nil {
            if let pause {
                self.pause = nil
                guard (try? await Task.sleep(for: .seconds(pause))) != nil else { return nil }
            }
            do throws(ClientError) {
                events = try await client().follow(after: sequence).makeAsyncIterator()
            } catch {
                guard error.kind != .cancelled, !Task.isCancelled else { return nil }
                let seconds = backoff.next()
                pause = seconds
                return .disconnected(error, retryInSeconds: seconds)
            }
        }
        var iterator = events
        let event = await iterator?.next(isolation: self)
        events = iterator
        return event
    }
}
