package import API
import AsyncHTTPClient
package import Foundation
import NIOFoundationCompat
import NIOHTTP1
import ServiceLifecycle

/// The service of the Flask and Celery tutorial: it takes pictures at `/predict` and tells of them at `/results/ID`.
///
/// It keeps no list, so the jobs are those that this program has sent; it sends no events, so they are asked for while
/// somebody follows.
package final class TutorialServiceClient: ClosableServiceClient {
    private let address: ServiceAddress
    private let name: String
    private let transport: HTTPTransport
    private let backoff: Backoff
    private let book: JobBook
    private let tasks: TutorialTasks

    package init(
        _ address: ServiceAddress, name: String = ClientName.current, credentials: ServiceCredentials = .none,
        timeouts: ClientTimeouts = ClientTimeouts(), backoff: Backoff = Backoff(), filter: JobFilter = .none
    ) {
        self.address = address
        self.name = ClientName.sanitised(name)
        self.backoff = backoff
        transport = HTTPTransport(address: address, credentials: credentials, timeouts: timeouts)
        book = JobBook(filter: filter)
        tasks = TutorialTasks(transport: transport, book: book)
    }

    package func run() async {
        try? await gracefulShutdown()
        await shutdown()
    }

    package func shutdown() async { await transport.shutdown() }

    package func submit(_ upload: ImageUpload) async throws(ClientError) -> Job {
        try await tasks.submit(upload, client: name)
    }

    package func jobs(_ query: JobListQuery) async throws(ClientError) -> JobList {
        try await book.list(query, at: Date())
    }

    package func job(_ id: String) async throws(ClientError) -> Job {
        guard let job = await book.job(id) else { throw Self.unknown(id) }
        return job
    }

    /// The file that was sent, as it is now: the service gives no pictures back.
    package func image(of id: String) async throws(ClientError) -> Data { try await tasks.image(of: id) }

    package func cancel(_ id: String) async throws(ClientError) -> Job { throw Self.refusal(.cancel) }
    package func retry(_ id: String) async throws(ClientError) -> Job { throw Self.refusal(.retry) }
    package func forget(_ id: String) async throws(ClientError) { throw Self.refusal(.forget) }

    package func apply(_ action: BulkAction, to filter: String) async throws(ClientError) -> BulkResult {
        switch action {
        case .cancel: throw Self.refusal(.cancel)
        case .retry: throw Self.refusal(.retry)
        case .forget: throw Self.refusal(.forget)
        }
    }

    package func setQueuePaused(_ isPaused: Bool) async throws(ClientError) -> QueueSwitch {
        throw Self.refusal(.pauseQueue)
    }

    /// The tutorial's own: by the name's ending; of sizes it says nothing.
    package func limits() async throws(ClientError) -> Limits {
        Limits(
            maxImageBytes: Self.unlimited, maxImagePixels: Self.unlimited, maxImageSide: Self.unlimited,
            formats: ["jpeg", "png"], maxQueuedJobs: Self.unlimited, maxQueuedBytes: Self.unlimited,
            maxQueuedJobsPerClient: Self.unlimited, keepJobsMs: nil, keepImagesMs: nil)
    }

    private static let unlimited = Int(Int32.max)

    package func models() async throws(ClientError) -> ModelList {
        let model = try await tasks.model()
        return ModelList(models: [
            ModelInfo(
                id: model.id, name: model.name, version: model.version ?? "", title: model.name, isDefault: true,
                state: "ready", task: "image-classification", classes: 0, input: "", license: "", source: "")
        ])
    }

    package func stats() async throws(ClientError) -> ServiceStats { await book.stats(at: Date()) }

    package func workers() async throws(ClientError) -> WorkerList {
        throw ClientError(
            .refused(status: 404, code: ErrorCode.notFound.rawValue),
            "The tutorial's service does not tell about its workers. On its Redis, `top5 monitor redis://HOST:PORT/DB "
                + "--celery` shows them.")
    }

    package func follow(after sequence: Int64?) -> AsyncStream<FollowerEvent> {
        let follower = TutorialFollower(
            tasks: tasks, book: book, character: Self.character, after: sequence, backoff: backoff)
        return AsyncStream { await follower.next() }
    }

    static func unknown(_ id: String) -> ClientError {
        ClientError(
            .refused(status: 404, code: ErrorCode.notFound.rawValue),
            "There is no job '\(PlainText.of(id))' among those that were sent from here.")
    }
}
