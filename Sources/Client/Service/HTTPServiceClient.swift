package import API
import AsyncHTTPClient
package import Foundation
import NIOFoundationCompat
import NIOHTTP1
import ServiceLifecycle

/// A service over HTTP, local or remote.
///
/// It owns a pool of connections that has to be closed: run it in a `ServiceGroup`, use `withClient`, or call
/// `shutdown()`.
package final class HTTPServiceClient: ClosableServiceClient {
    package let address: ServiceAddress
    /// What submitted jobs are listed under in the `CLIENT` column, unless the service asks for a token: that one has a
    /// name of its own.
    package let name: String
    private let transport: HTTPTransport
    private let backoff: Backoff
    /// Bytes of a submitted image that are read back. Default 256 MiB.
    private let maxImageBytes: Int

    package init(
        _ address: ServiceAddress, name: String = ClientName.current, credentials: ServiceCredentials = .none,
        timeouts: ClientTimeouts = ClientTimeouts(),
        backoff: Backoff = Backoff(), maxImageBytes: Int = 256 * 1024 * 1024
    ) {
        self.address = address
        self.name = ClientName.sanitised(name)
        self.backoff = backoff
        self.maxImageBytes = maxImageBytes
        transport = HTTPTransport(address: address, credentials: credentials, timeouts: timeouts)
    }

    /// Lends a client to `body` and closes its connections afterwards.
    package static func withClient<Value>(
        _ address: ServiceAddress, name: String = ClientName.current, credentials: ServiceCredentials = .none,
        timeouts: ClientTimeouts = ClientTimeouts(),
        _ body: (HTTPServiceClient) async throws -> Value
    ) async rethrows -> Value {
        let client = HTTPServiceClient(address, name: name, credentials: credentials, timeouts: timeouts)
        do {
            let value = try await body(client)
            await client.shutdown()
            return value
        } catch {
            await client.shutdown()
            throw error
        }
    }

    /// Waits for a graceful shutdown or for cancellation, then closes the connections.
    package func run() async {
        try? await gracefulShutdown()
        await shutdown()
    }

    /// Closes every connection; requests under way fail and followers end. A second call does nothing.
    package func shutdown() async {
        await transport.shutdown()
    }

    package func submit(_ upload: ImageUpload) async throws(ClientError) -> Job {
        try await Upload(upload, client: name).send(over: transport)
    }

    package func jobs(_ query: JobListQuery) async throws(ClientError) -> JobList {
        var items = [URLQueryItem(name: "limit", value: String(query.limit))]
        if !query.filter.isEmpty { items.append(URLQueryItem(name: "q", value: query.filter)) }
        if let sort = query.sort { items.append(URLQueryItem(name: "sort", value: sort)) }
        if let cursor = query.cursor { items.append(URLQueryItem(name: "cursor", value: cursor)) }
        if query.wantsExactTotal { items.append(URLQueryItem(name: "total", value: "exact")) }
        return try await get(JobList.self, Routes.jobs, query: items)
    }

    package func job(_ id: String) async throws(ClientError) -> Job {
        try same(id, try await get(Job.self, Routes.job(PercentEncoding.encode(id))))
    }

    package func image(of id: String) async throws(ClientError) -> Data {
        let request = ServiceRequest(
            .GET, Routes.image(PercentEncoding.encode(id)), answerWithin: transport.timeouts.answer)
        let response = try await transport.accepted(request)
        return Data(buffer: try await transport.collect(response, of: request, upTo: maxImageBytes))
    }

    package func preview(of id: String, fit: Int) async throws(ClientError) -> Data {
        let request = ServiceRequest(
            .GET, Routes.image(PercentEncoding.encode(id)), query: [URLQueryItem(name: "fit", value: String(fit))],
            answerWithin: transport.timeouts.answer)
        let response = try await transport.accepted(request)
        return Data(buffer: try await transport.collect(response, of: request, upTo: maxImageBytes))
    }

    package func cancel(_ id: String) async throws(ClientError) -> Job {
        try same(id, try await post(Routes.cancel(PercentEncoding.encode(id))))
    }

    package func retry(_ id: String) async throws(ClientError) -> Job {
        try same(id, try await post(Routes.retry(PercentEncoding.encode(id))))
    }

    package func forget(_ id: String) async throws(ClientError) {
        let request = ServiceRequest(
            .DELETE, Routes.job(PercentEncoding.encode(id)), answerWithin: transport.timeouts.answer)
        _ = try await transport.collect(try await transport.accepted(request), of: request, upTo: 1 << 16)
    }

    package func apply(_ action: BulkAction, to filter: String) async throws(ClientError) -> BulkResult {
        // Thousands of jobs take the service a while: its answer comes when all is done.
        let (method, path): (HTTPMethod, String) =
            switch action {
            case .cancel: (.POST, Routes.cancelJobs)
            case .retry: (.POST, Routes.retryJobs)
            case .forget: (.DELETE, Routes.jobs)
            }
        let request = ServiceRequest(
            method, path, query: [URLQueryItem(name: "q", value: filter)],
            answerWithin: transport.timeouts.answer * Self.bulkPatience)
        return try await transport.value(BulkResult.self, of: request)
    }

    /// How much longer an action on many jobs may take than another request.
    private static let bulkPatience = 10

    package func setQueuePaused(_ isPaused: Bool) async throws(ClientError) -> QueueSwitch {
        let path = isPaused ? Routes.pauseQueue : Routes.resumeQueue
        return try await transport.value(
            QueueSwitch.self, of: ServiceRequest(.POST, path, answerWithin: transport.timeouts.answer))
    }

    package func limits() async throws(ClientError) -> Limits {
        try await get(Limits.self, Routes.limits)
    }

    package func models() async throws(ClientError) -> ModelList {
        try await get(ModelList.self, Routes.models)
    }

    package func stats() async throws(ClientError) -> ServiceStats {
        try await get(ServiceStats.self, Routes.stats)
    }

    package func workers() async throws(ClientError) -> WorkerList {
        try await get(WorkerList.self, Routes.workers)
    }

    package func tell(worker name: String, _ order: WorkerOrder) async throws(ClientError) -> WorkerMember {
        let path = Routes.worker(PercentEncoding.encode(name), order)
        return try await transport.value(
            WorkerMember.self, of: ServiceRequest(.POST, path, answerWithin: transport.timeouts.answer))
    }

    package func follow(after sequence: Int64?) -> AsyncStream<FollowerEvent> {
        let follower = EventFollower(transport: transport, after: sequence, backoff: backoff)
        return AsyncStream { await follower.next() }
    }

    /// - Throws: `ClientError.badAnswer` for another job than the one that was asked for.
    private func same(_ id: String, _ job: Job) throws(ClientError) -> Job {
        guard job.id == id else {
            throw ClientError(
                .badAnswer,
                "\(address) cannot be trusted: it answered with job \(PlainText.of(job.id)), not with \(PlainText.of(id))."
            )
        }
        return job
    }

    private func get<Value: Decodable>(
        _ type: Value.Type, _ path: String, query: [URLQueryItem] = []
    ) async throws(ClientError) -> Value {
        let request = ServiceRequest(.GET, path, query: query, answerWithin: transport.timeouts.answer)
        return try await transport.value(type, of: request)
    }

    private func post(_ path: String) async throws(ClientError) -> Job {
        try await transport.value(
            Job.self, of: ServiceRequest(.POST, path, answerWithin: transport.timeouts.answer))
    }
}
