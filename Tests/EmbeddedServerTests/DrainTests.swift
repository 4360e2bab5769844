import API
import Foundation
import Inference
import Jobs
import Logging
import ServiceLifecycle
import TestSupport
import Testing

@testable import EmbeddedServer

/// From the signal to the end: not ready, nothing accepted, nothing claimed, what runs is finished.
@Suite(.timeLimit(.minutes(1))) struct DrainTests {
    private struct GatedHandler: JobHandler {
        let started: AsyncStream<JobID>.Continuation
        let gate: AsyncStream<Void>

        func run(
            _ job: JobRecord, payload: Data,
            report: @escaping @Sendable (_ step: String, _ fraction: Double) throws -> Void
        ) async throws -> HandlerResult {
            started.yield(job.id)
            for await _ in gate { break }
            return HandlerResult(result: Data("{}".utf8), summary: "done")
        }
    }

    /// As in the service, where the store closes behind it.
    private struct WorkerUntilItsTurn: Service {
        let worker: Worker

        func run() async throws {
            try await worker.run()
            try? await gracefulShutdown()
        }
    }

    private func job(_ id: String) -> NewJob {
        NewJob(
            id: JobID(rawValue: id), name: id, route: "m@1", client: "c", metadata: Data(), payload: Data([1]))
    }

    @Test func whatRunsIsFinishedAndNothingElseBegins() async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let (starts, started) = AsyncStream<JobID>.makeStream()
        let (gate, open) = AsyncStream<Void>.makeStream()
        let queue = JobQueue(store: MemoryJobStore())
        let worker = Worker(
            queue: queue, name: "w", slots: 1, routes: nil, handler: GatedHandler(started: started, gate: gate),
            logger: logger)
        let health = ServiceHealth(queue: queue, worker: worker, library: ModelLibrary(folders: []), logger: logger)
        let group = ServiceGroup(
            configuration: .init(services: [WorkerUntilItsTurn(worker: worker), health], logger: logger))
        let running = Task { try await group.run() }
        let (first, second) = (try await queue.submit(job("a")), try await queue.submit(job("b")))
        for await id in starts {
            #expect(id == first.id)
            break
        }
        await group.triggerGracefulShutdown()
        let isDraining = await Deadline.poll {
            await health.readiness().reasons.contains("The service is shutting down.")
        }
        #expect(isDraining)
        let refusal = await #expect(throws: JobError.self) { try await queue.submit(job("c")) }
        #expect(refusal?.code == .draining)
        #expect(ServiceError(try #require(refusal)).code.httpStatus == 503)
        #expect(try await queue.job(first.id).state == .running)
        open.yield()
        try await running.value
        #expect(try await queue.job(first.id).state == .succeeded)
        #expect(try await queue.job(second.id).state == .queued, "It waits for the next start.")
    }
}
