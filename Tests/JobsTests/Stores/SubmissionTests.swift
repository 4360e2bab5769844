import Foundation
import Jobs
import Testing

@Suite struct SubmissionTests {
    @Test(arguments: StoreKind.allCases)
    func keepsWhatWasSubmitted(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        let new = NewJob(
            id: JobID(rawValue: "a"), name: "Kätzchen \u{1F408}.jpg", route: "m@1", client: "ci-2",
            metadata: Data([0, 1, 255]), payload: Data([9, 0, 8]), maxAttempts: 2)
        let job = try #require(try await bench.store.submit([new], maxQueued: 1, now: .at(1234)).first)
        #expect(
            job
                == JobRecord(
                    id: new.id, state: .queued, revision: 1, sequence: 1, name: new.name, route: "m@1", client: "ci-2",
                    metadata: new.metadata, payloadBytes: 3, attempt: 0, maxAttempts: 2, createdAt: .at(1234)))
        #expect(try await bench.job("a") == job)
        #expect(try await bench.store.payload(job.id) == new.payload)
    }

    @Test(arguments: StoreKind.allCases)
    func takesAllOrNone(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a", "b", maxQueued: 3)
        let error = await expectRefusal(.queueFull) { try await bench.add("c", "d", maxQueued: 3) }
        #expect(error?.message.contains("3 jobs wait") == true)
        await expectRefusal(.conflict) { try await bench.add("e", "a") }
        await expectRefusal(.conflict) { try await bench.add("f", "f") }
        #expect(try await bench.listed("") == ["b", "a"])
        #expect(try await bench.store.lastSequence() == 2)
        #expect(try await bench.store.counts().byState[.queued] == 2)
        await expectRefusal(.notFound) { _ = try await bench.store.payload(JobID(rawValue: "c")) }
        try await bench.add("c", maxQueued: 3)
    }

    @Test(arguments: StoreKind.allCases)
    func aRepeatedSubmissionIsTheSameJob(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        func submit(_ id: String, client: String = "ci", key: String?) async throws -> JobRecord {
            var new = NewJob.sample(id, client: client, payload: Data([1]))
            new.idempotencyKey = key
            return try #require(try await bench.store.submit([new], maxQueued: 4, now: .at(0)).first)
        }
        let first = try await submit("a", key: "k")
        #expect(first.id.rawValue == "a")
        _ = try await bench.claim()
        // As it is now, and also when nothing more may wait.
        #expect(try await submit("b", key: "k").id == first.id)
        #expect(try await submit("b", key: "k").state == .running)
        #expect(try await submit("c", client: "other", key: "k").id.rawValue == "c")
        #expect(try await submit("d", key: "l").id.rawValue == "d")
        #expect(try await submit("e", key: nil).id.rawValue == "e")
        #expect(try await submit("f", key: nil).id.rawValue == "f")
        #expect(try await submit("g", key: "k").id == first.id)
        await expectRefusal(.queueFull) { _ = try await submit("h", key: "m") }
        #expect(try await bench.listed("").sorted() == ["a", "c", "d", "e", "f"])
    }

    @Test(arguments: StoreKind.allCases)
    func aKeyThatWasUsedForAnotherPayloadRefusesAllOfIt(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        func job(_ id: String, _ payload: String, key: String) -> NewJob {
            var new = NewJob.sample(id, payload: Data(payload.utf8))
            new.idempotencyKey = key
            return new
        }
        _ = try await bench.store.submit([job("a", "one", key: "k")], maxQueued: 9, now: .at(0))
        let error = await expectRefusal(.idempotencyMismatch) {
            _ = try await bench.store.submit(
                [job("b", "new", key: "l"), job("c", "two", key: "k")], maxQueued: 9, now: .at(0))
        }
        #expect(error?.message.contains("job a") == true)
        #expect(try await bench.listed("") == ["a"], "Nothing of it is stored.")
        _ = try await bench.store.cancel(JobID(rawValue: "a"), now: .at(0))
        _ = try await bench.store.retain(RetentionPolicy(payloadMilliseconds: 0), limit: 9, now: .at(1))
        #expect(
            try await bench.store.submit([job("d", "one", key: "k")], maxQueued: 9, now: .at(1)).map(\.id.rawValue)
                == ["a"])
        await expectRefusal(.idempotencyMismatch) {
            _ = try await bench.store.submit([job("e", "three", key: "k")], maxQueued: 9, now: .at(1))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func queuedAtIsWhenAJobLastWentToTheBack(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a", at: 5)
        #expect(try await bench.job("a").queuedAt == .at(5))
        _ = try await bench.store.cancel(JobID(rawValue: "a"), now: .at(6))
        #expect(try await bench.job("a").queuedAt == .at(5))
        _ = try await bench.store.retry(JobID(rawValue: "a"), maxQueued: 9, now: .at(7))
        #expect(try await bench.job("a").queuedAt == .at(7))
        #expect(try await bench.job("a").createdAt == .at(5))
    }

    @Test(arguments: StoreKind.allCases)
    func countsOnlyTheWaitingAgainstTheLimit(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a", "b", maxQueued: 2)
        _ = try await bench.claim()
        try await bench.add("c", maxQueued: 2)
        await expectRefusal(.queueFull) { try await bench.add("d", maxQueued: 2) }
    }

    @Test(arguments: StoreKind.allCases)
    func keepsTheOrderWithinOneSubmission(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        let jobs = try await bench.add("b", "a", "c")
        #expect(jobs.map(\.sequence) == [1, 2, 3])
        #expect(try await bench.claim()?.id.rawValue == "b")
        #expect(try await bench.claim()?.id.rawValue == "a")
        #expect(try await bench.claim()?.id.rawValue == "c")
        #expect(try await bench.claim() == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func givesAtLeastOneAttempt(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        #expect(try await bench.add("a", maxAttempts: 0).first?.maxAttempts == 1)
        #expect(try await bench.store.submit([], maxQueued: 0, now: .at(0)).isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func knowsNoStrangers(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        // The bench's end would be that of its folder and server.
        defer { withExtendedLifetime(bench) {} }
        let store = bench.store
        let id = JobID(rawValue: "'; DROP TABLE job; --")
        await expectRefusal(.notFound) { _ = try await store.job(id) }
        await expectRefusal(.notFound) { _ = try await store.payload(id) }
        await expectRefusal(.notFound) { _ = try await store.cancel(id, now: .at(0)) }
        await expectRefusal(.notFound) { _ = try await store.retry(id, maxQueued: 9, now: .at(0)) }
        await expectRefusal(.notFound) {
            _ = try await store.renew(id, token: 1, leaseMilliseconds: 1, now: .at(0))
        }
        await expectRefusal(.notFound) {
            _ = try await store.progress(id, token: 1, step: "s", fraction: 0, now: .at(0))
        }
        await expectRefusal(.notFound) { _ = try await store.finish(id, token: 1, outcome: .success, now: .at(0)) }
    }

    @Test(arguments: StoreKind.allCases)
    func aNULCutsNothingOff(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        _ = try await bench.store.submit([.sample("a", name: "a\0b.jpg", client: "c\0d")], maxQueued: 9, now: .at(0))
        let job = try await bench.job("a")
        #expect(job.name == "a\u{FFFD}b.jpg" && job.client == "c\u{FFFD}d")
        await expectRefusal(.notFound) { _ = try await bench.job("a\0b") }
        await expectRefusal(.notFound) { _ = try await bench.store.payload(JobID(rawValue: "a\0")) }
    }
}
