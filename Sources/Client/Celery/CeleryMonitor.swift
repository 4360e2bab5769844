package import API
package import Foundation
import ServiceLifecycle

/// A Celery deployment as the dashboard sees a service: its tasks are jobs, its workers are workers, and nothing of it can
/// be changed. Nothing is written to Redis.
package final class CeleryMonitor: ClosableServiceClient {
    private let site: CelerySite
    private let book: JobBook
    private let ledger: CeleryLedger
    private let backoff: Backoff

    package init(_ site: CelerySite, filter: JobFilter, backoff: Backoff = Backoff()) {
        self.site = site
        self.backoff = backoff
        book = JobBook(filter: filter)
        ledger = CeleryLedger(book: book)
    }

    package func run() async { try? await gracefulShutdown() }

    /// Connections belong to those who follow, and end with them.
    package func shutdown() async {}

    package func jobs(_ query: JobListQuery) async throws(ClientError) -> JobList {
        try await book.list(query, at: Date())
    }

    package func job(_ id: String) async throws(ClientError) -> Job {
        guard let job = await book.job(id) else {
            throw ClientError(
                .refused(status: 404, code: ErrorCode.notFound.rawValue),
                "Task \(PlainText.of(TaskID.own(id))) has ended so long ago that it is no longer listed.")
        }
        return job
    }

    package func stats() async throws(ClientError) -> ServiceStats { await ledger.stats(at: Date()) }

    package func workers() async throws(ClientError) -> WorkerList {
        let lines = await ledger.workerList(at: Date())
        guard !lines.isEmpty else {
            throw ClientError(
                .refused(status: 404, code: ErrorCode.notFound.rawValue),
                "No worker has been heard. Workers send heartbeats every 2 s unless they run --without-heartbeat.")
        }
        return WorkerList(workers: lines, isPaused: false)
    }

    package func follow(after sequence: Int64?) -> AsyncStream<FollowerEvent> {
        let follower = CeleryFollower(site: site, ledger: ledger, book: book, backoff: backoff)
        return AsyncStream { await follower.next() }
    }

    package func limits() async throws(ClientError) -> Limits { throw refusal(.submit) }
    package func models() async throws(ClientError) -> ModelList { throw refusal(.chooseModel) }
    package func submit(_ upload: ImageUpload) async throws(ClientError) -> Job { throw refusal(.submit) }
    package func image(of id: String) async throws(ClientError) -> Data { throw refusal(.pictures) }
    package func cancel(_ id: String) async throws(ClientError) -> Job { throw refusal(.cancel) }
    package func retry(_ id: String) async throws(ClientError) -> Job { throw refusal(.retry) }
    package func forget(_ id: String) async throws(ClientError) { throw refusal(.forget) }

    package func setQueuePaused(_ isPaused: Bool) async throws(ClientError) -> QueueSwitch {
        throw refusal(.pauseQueue)
    }

    package func apply(_ action: BulkAction, to filter: String) async throws(ClientError) -> BulkResult {
        switch action {
        case .cancel: throw refusal(.cancel)
        case .retry: throw refusal(.retry)
        case .forget: throw refusal(.forget)
        }
    }

    private func refusal(_ power: ServicePower) -> ClientError {
        ServiceCharacter(work: .tasks).refusal(CelerySite.refusals[power] ?? "Celery is watched read only.")
    }
}
