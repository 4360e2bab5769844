import Foundation
import Logging
import Synchronization
import Testing

@testable import Jobs

@Suite(.timeLimit(.minutes(1))) struct WorkerTests {
    @Test func aQuickJobStoresNoSteps() async throws {
        let bench = try WorkerBench(
            handler: ScriptedHandler { job, payload, report in
                try report("decoding", 0.25)
                try report("inferring", 0.75)
                return HandlerResult(result: payload, summary: "top of \(job.name)")
            })
        let job = try await bench.run { try await bench.end(of: bench.submit("a")) }
        #expect(job.state == .succeeded && job.attempt == 1 && job.fraction == 1)
        #expect(job.result == Data("payload a".utf8) && job.summary == "top of a.jpg")
        #expect(job.revision == 3, "accepted, claimed, done")
        #expect(bench.log.messages(.error).isEmpty)
    }

    @Test func aSlowJobIsSeenAtEachStep() async throws {
        let gate = Gate()
        let bench = try WorkerBench(
            handler: ScriptedHandler { _, _, report in
                try report("decoding", 0.25)
                try await gate.pass()
                try report("inferring", 0.75)
                try await gate.pass()
                return .done
            })
        let job = try await bench.run {
            let id = try await bench.submit("a")
            await bench.becomeSlow()
            let decoding = try await bench.wait(for: id) { $0.step != nil }
            #expect(decoding.step == "decoding" && decoding.fraction == 0.25 && decoding.state == .running)
            gate.open()
            try await bench.wait(for: id) { $0.step == "inferring" }
            gate.open()
            return try await bench.end(of: id)
        }
        #expect(job.state == .succeeded && job.step == "inferring")
        #expect(job.revision == 5, "accepted, claimed, two steps, done")
    }

    @Test func fillsItsSlotsAndNoMore() async throws {
        let gate = Gate()
        let handler = ScriptedHandler { _, _, _ in
            try await gate.pass()
            return .done
        }
        let bench = try WorkerBench(slots: 2, handler: handler)
        try await bench.run {
            for id in ["a", "b", "c"] { try await bench.submit(id) }
            let started = [await handler.next(), await handler.next()]
            #expect(Set(started.compactMap(\.?.lease?.worker)) == ["w/1", "w/2"])
            #expect(bench.worker.busySlots == 2)
            #expect(try await bench.queue.counts().byState[.queued] == 1)
            gate.open()
            #expect(await handler.next()?.id.rawValue == "c")
            gate.open()
            gate.open()
            for id in ["a", "b", "c"] { try await bench.end(of: JobID(rawValue: id)) }
        }
        #expect(bench.worker.busySlots == 0)
    }

    @Test func countsWhatEachSlotHasBroughtToAnEnd() async throws {
        let handler = ScriptedHandler { job, _, _ in
            if job.id.rawValue == "bad" { throw JobFailure(code: "BAD", message: "bad", retryable: false) }
            return .done
        }
        let bench = try WorkerBench(handler: handler)
        try await bench.run {
            for id in ["a", "bad", "c"] { try await bench.end(of: try await bench.submit(id)) }
        }
        #expect(bench.worker.slotTallies.map(\.name) == ["w/1"])
        #expect(bench.worker.slotTallies.first?.tally == SlotTally(done: 3, failed: 1))
    }

    @Test func takesOnlyItsRoutes() async throws {
        let bench = try WorkerBench(routes: ["mine@1"], handler: ScriptedHandler { _, _, _ in .done })
        let states = try await bench.run {
            let other = try await bench.submit("other", route: "other@1")
            try await bench.end(of: bench.submit("mine", route: "mine@1"))
            return try await bench.queue.job(other).state
        }
        #expect(states == .queued)
    }

    @Test func aBadJobFailsAndTheNextRuns() async throws {
        let bench = try WorkerBench(
            handler: ScriptedHandler { job, _, report in
                try report("decoding", 0)
                if job.id.rawValue == "bad" { throw JobFailure(code: "UNREADABLE_IMAGE", message: "It ends early.") }
                return .done
            })
        let (bad, good) = try await bench.run {
            let ids = (try await bench.submit("bad"), try await bench.submit("good"))
            return (try await bench.end(of: ids.0), try await bench.end(of: ids.1))
        }
        #expect(bad.state == .failed && bad.attempt == 1)
        #expect(bad.failure == JobFailure(code: "UNREADABLE_IMAGE", message: "It ends early.", step: "decoding"))
        #expect(good.state == .succeeded)
    }

    @Test func anUnexpectedErrorIsTriedAgain() async throws {
        struct Surprise: Error {}
        let bench = try WorkerBench(
            handler: ScriptedHandler { job, _, report in
                try report("inferring", 0.5)
                if job.attempt < 3 || job.id.rawValue == "never" { throw Surprise() }
                return .done
            })
        let (third, never) = try await bench.run {
            let ids = (try await bench.submit("third"), try await bench.submit("never"))
            for attempt in 1...2 {
                for id in [ids.0, ids.1] {
                    try await bench.wait(for: id) { $0.notBefore != nil && $0.attempt == attempt }
                }
                await bench.clock.untilAsleep(for: WorkerBench.round)
                bench.clock.advance(by: Int64(attempt) * 1_000 + 10)
            }
            return (try await bench.end(of: ids.0), try await bench.end(of: ids.1))
        }
        #expect(third.state == .succeeded && third.attempt == 3 && third.failure == nil)
        #expect(never.state == .failed && never.attempt == 3)
        #expect(never.failure?.code == "INTERNAL" && never.failure?.step == "inferring")
        #expect(never.failure?.message.contains("Surprise") == false, "Internals stay in the log.")
        #expect(bench.log.messages(.error).count == 5)
    }

    @Test func aJobIsTriedAgainAtItsTimeAndNotARoundLater() async throws {
        let gate = Gate()
        let handler = ScriptedHandler { job, _, _ in
            if job.attempt > 1 { return .done }
            try await gate.pass()
            throw JobFailure(code: "WORKER_CRASHED", message: "It crashed.", retryable: true)
        }
        let bench = try WorkerBench(handler: handler)
        let job = try await bench.run {
            await bench.clock.untilAsleep(for: WorkerBench.round)
            let id = try await bench.submit("a")
            _ = await handler.next()
            bench.clock.advance(by: 400)
            gate.open()
            let waiting = try await bench.wait(for: id) { $0.state == .queued && $0.attempt == 1 }
            #expect(waiting.notBefore == .at(1_001_400))
            bench.clock.advance(by: 600)
            await bench.clock.untilAsleep(for: 410)
            #expect(try await bench.queue.job(id) == waiting, "Not yet.")
            bench.clock.advance(by: 410)
            return try await bench.end(of: id)
        }
        #expect(job.state == .succeeded && job.startedAt == .at(1_001_410))
    }

    @Test func aRoundIsNoLongerThanTheShortestDelay() {
        #expect(Worker.roundMilliseconds <= RetryDelay.shortestMilliseconds)
    }

    @Test func aCancelledJobStopsBeforeItsNextStep() async throws {
        let gate = Gate()
        let later = Mutex(false)
        let handler = ScriptedHandler { _, _, report in
            try report("decoding", 0)
            try await gate.pass()
            try report("inferring", 0.5)
            later.withLock { $0 = true }
            return .done
        }
        let bench = try WorkerBench(handler: handler)
        let job = try await bench.run {
            let id = try await bench.submit("a")
            _ = await handler.next()
            #expect(try await bench.queue.cancel(id).cancelRequested)
            gate.open()
            return try await bench.end(of: id)
        }
        #expect(job.state == .cancelled && job.result == nil)
        #expect(!later.withLock { $0 })
    }

    @Test func aCancelledJobWithoutFurtherStepsIsStillCancelled() async throws {
        let gate = Gate()
        let handler = ScriptedHandler { _, _, _ in
            try await gate.pass()
            return .done
        }
        let bench = try WorkerBench(handler: handler)
        let job = try await bench.run {
            let id = try await bench.submit("a")
            _ = await handler.next()
            _ = try await bench.queue.cancel(id)
            gate.open()
            return try await bench.end(of: id)
        }
        #expect(job.state == .cancelled && job.summary == nil)
    }
}
