import API
import Client
import EmbeddedServer
import Foundation

extension DrillRound {
    /// Waits until everything is finished, ends the service, and holds what it said against its store.
    func judge(
        _ lives: Lives, book: SubmissionBook, killer: WorkerKiller, recorder: EndRecorder, client: HTTPServiceClient,
        clients: [DrillClient], audit: StoreAudit
    ) async throws -> (verdict: RoundVerdict, lives: Lives) {
        var lives = lives
        try await lives.shared?.settle()
        let service = lives.service
        _ = try await service.address()
        let jobs = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await killer.run(on: service.id) }
            let jobs = try await finished(book: book, recorder: recorder, client: client, service: service)
            group.cancelAll()
            return jobs
        }
        let accepted = book.now.accepted
        var problems = lives.problems
        problems += await repeats(accepted.prefix(3), clients: clients)
        killer.note(ProcessTree.children(of: service.id))
        if let ending = try await service.stop() { problems.append("the last life: \(ending): \(service.tail)") }
        lives.orphans += await killer.orphans()
        if let shared = lives.shared { problems += try await shared.stopWorkers() }
        let stored = try await storedJobs(audit)
        lives.problems = problems
        let verdict = RoundVerdict(
            accepted, jobs: jobs, stored: stored, ends: recorder.ends, expected: Self.majority(accepted, jobs))
        return (verdict, lives)
    }

    /// A key is good for as long as its job: the same submission once more is the same job, not another one.
    private func repeats(
        _ accepted: ArraySlice<SubmissionBook.Accepted>, clients: [DrillClient]
    ) async -> [String] {
        var problems: [String] = []
        for submission in accepted {
            guard let client = clients.first(where: { $0.name == submission.client }) else { continue }
            let id = await client.repeats(submission)
            if id != submission.id { problems.append("sent again, \(submission.id) became \(id)") }
        }
        return problems
    }

    private func storedJobs(_ audit: StoreAudit) async throws -> [StoreAudit.StoredJob] {
        do {
            return try await audit.jobs()
        } catch {
            throw CommandError("The drill's store cannot be read: \(error.message)")
        }
    }

    /// What the service says of each accepted job, once all are finished and the events have told so, or the patience
    /// is over.
    private func finished(
        book: SubmissionBook, recorder: EndRecorder, client: HTTPServiceClient, service: ServiceProcess
    ) async throws -> [String: Job] {
        var jobs: [String: Job] = [:]
        let end = ContinuousClock.now + plan.patience
        while ContinuousClock.now < end, !service.hasEnded {
            let state = book.now
            let isAnswered = state.accepted.count + state.refusals.count >= plan.images
            for submission in state.accepted where jobs[submission.id]?.status.isFinished != true {
                do {
                    jobs[submission.id] = try await client.job(submission.id)
                } catch  where error.kind == .cancelled {
                    throw CancellationError()
                } catch {
                    continue  // Not there, or no answer: asked again until the patience is over.
                }
            }
            let isFinished = state.accepted.allSatisfy { jobs[$0.id]?.status.isFinished == true }
            let ends = recorder.ends
            if isAnswered && isFinished && state.accepted.allSatisfy({ ends[$0.id] != nil }) { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        return jobs
    }

    /// The top-1 label that most jobs of a sample got: one that differs has another picture's result.
    private static func majority(_ accepted: [SubmissionBook.Accepted], _ jobs: [String: Job]) -> [Int: String] {
        var counts: [Int: [String: Int]] = [:]
        for submission in accepted {
            guard let label = jobs[submission.id]?.prediction?.first?.label else { continue }
            counts[submission.sample, default: [:]][label, default: 0] += 1
        }
        return counts.compactMapValues { labels in labels.max { $0.value < $1.value }?.key }
    }
}
