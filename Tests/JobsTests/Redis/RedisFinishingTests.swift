import Foundation
import TestSupport
import Testing

@testable import Jobs

/// Ends of attempts that share a script.
@Suite struct RedisFinishingTests {
    @Test func endsThatWaitTogetherEachHaveTheirOwnAnswer() async throws {
        let server = try RedisServerProcess()
        let store = try RedisJobStore(server.url())
        let jobs = (0..<120).map { NewJob.sample("j\(1000 + $0)", client: "c\($0 % 3)") }
        _ = try await store.submit(jobs, limits: QueueLimits(), now: .at(1))
        var held: [JobRecord] = []
        for index in 0..<60 {
            let job = try await store.claim(worker: "w/\(index)", routes: nil, leaseMilliseconds: 9_999, now: .at(2))
            held.append(try #require(job))
        }
        // One whose lease is another's, one that is forgotten by accident, one that is not a job any more.
        let (stale, gone, broken) = (held[7].id, held[8].id, held[9].id)
        try server.tell("HSET", "{top5}:job:\(stale)", "token", "1")
        try server.tell("DEL", "{top5}:job:\(gone)", "{top5}:job:\(broken)")
        try server.tell("SET", "{top5}:job:\(broken)", "no job")

        let request = ClaimRequest(worker: "w", routes: nil, leaseMilliseconds: 9_999)
        let ends = await withTaskGroup(of: (JobID, Result<FinishedAttempt, JobError>).self) { group in
            for job in held {
                group.addTask {
                    do throws(JobError) {
                        return (
                            job.id,
                            .success(
                                try await store.finish(
                                    job.id, token: job.lease?.token ?? 0, outcome: .success, thenClaim: request,
                                    now: .at(3)))
                        )
                    } catch {
                        return (job.id, .failure(error))
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }

        var claimed: Set<JobID> = []
        for job in held {
            switch (job.id, ends[job.id]) {
            case (stale, .failure(let error)): #expect(error.code == .leaseLost)
            case (gone, .failure(let error)): #expect(error.code == .notFound)
            case (broken, .failure(let error)): #expect(error.fault == .damaged)
            case (_, .success(let finished)):
                var wanted = job
                wanted.lease = nil
                wanted.state = .succeeded
                wanted.revision += 1
                wanted.sequence = finished.job.sequence
                wanted.fraction = 1
                wanted.finishedAt = finished.job.finishedAt
                wanted.result = finished.job.result
                wanted.summary = "tabby"
                #expect(finished.job == wanted && finished.job.result != nil)
                // What is told in short is what is stored.
                #expect(try await store.job(job.id) == finished.job)
                let next = try #require(finished.next)
                #expect(claimed.insert(next.job.id).inserted && next.job.state == .running)
            case (let id, let end): Issue.record("\(id): \(String(describing: end))")
            }
        }
        #expect(claimed.count == 57 && claimed.isDisjoint(with: held.map(\.id)))
        try server.tell("DEL", "{top5}:job:\(broken)")
        let sequences = try await store.changes(after: 0, limit: 500).map(\.sequence)
        #expect(Set(sequences).count == sequences.count)
        let tallied = try await store.list(JobQuery(filter: JobFilter(parsing: "state:succeeded"), limit: 1)).total
        #expect(tallied == 57)
        let counts = try await store.counts()
        #expect(counts.byState[.queued] == 3 && counts.byState[.succeeded] == 57, "\(counts)")
        try await store.close()
    }

    /// The jobs of one script are claimed in the order of the queue, whatever routes each slot takes.
    @Test func claimsOfOneScriptTakeTurnsAsClaimsDo() async throws {
        let server = try RedisServerProcess()
        let store = try RedisJobStore(server.url())
        let names = ["a", "b", "c", "d", "e", "f"]
        let jobs = names.map { NewJob.sample($0, route: $0 < "d" ? "m@1" : "n@1") }
        _ = try await store.submit(jobs, limits: QueueLimits(), now: .at(1))
        let first = try #require(
            try await store.claim(worker: "w", routes: ["m@1"], leaseMilliseconds: 9_999, now: .at(2)))
        // Given back and asked for again in one step: it is first in its queue as before.
        let again = try await store.finish(
            first.id, token: first.token, outcome: .released,
            thenClaim: ClaimRequest(worker: "w", routes: ["m@1"], leaseMilliseconds: 9_999), now: .at(3))
        #expect(again.job.state == .queued && again.next?.job.id == first.id)
        var order: [String] = []
        var current = try #require(again.next?.job)
        while true {
            let finished = try await store.finish(
                current.id, token: current.token, outcome: .success,
                thenClaim: ClaimRequest(worker: "w", routes: ["n@1", "m@1"], leaseMilliseconds: 9_999), now: .at(4))
            guard let next = finished.next?.job else { break }
            order.append(next.id.rawValue)
            current = next
        }
        #expect(order == ["b", "c", "d", "e", "f"])
        try await store.close()
    }
}
