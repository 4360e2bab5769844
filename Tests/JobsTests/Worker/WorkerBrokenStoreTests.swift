import Foundation
import Logging
import Testing

@testable import Jobs

@Suite(.timeLimit(.minutes(1))) struct WorkerBrokenStoreTests {
    @Test func waitsForTheStoreAndSaysSoOnce() async throws {
        let bench = try WorkerBench(handler: ScriptedHandler { _, _, _ in .done })
        let id = try await bench.submit("a")
        bench.store.setBroken(true)
        let job = try await bench.run {
            for pause: Int64 in [200, 400, 800, 1600, 3200, 5000, 5000] {
                await bench.clock.untilAsleep(for: pause)
                bench.clock.advance(by: pause)
            }
            await bench.clock.untilAsleep(for: 5000)
            #expect(bench.store.claims <= 9, "It must not spin.")
            bench.store.setBroken(false)
            bench.clock.advance(by: 5000)
            return try await bench.end(of: id)
        }
        #expect(job.state == .succeeded && job.attempt == 1)
        #expect(bench.log.messages(.error) == ["The job store fails; trying again"])
        #expect(bench.log.messages(.notice).contains("The job store works again"))
    }

    @Test func aResultIsKeptUntilItCanBeStored() async throws {
        let gate = Gate()
        let handler = ScriptedHandler { _, _, report in
            try await gate.pass()
            try report("formatting", 0.9)
            return .done
        }
        let bench = try WorkerBench(handler: handler)
        let job = try await bench.run {
            let id = try await bench.submit("a")
            _ = await handler.next()
            bench.store.setBroken(true)
            gate.open()
            await bench.clock.untilAsleep(for: 200)
            bench.store.setBroken(false)
            bench.clock.advance(by: 200)
            return try await bench.end(of: id)
        }
        #expect(job.state == .succeeded && job.attempt == 1)
    }

    @Test func aBrokenStoreDoesNotHoldUpTheEnd() async throws {
        let bench = try WorkerBench(handler: ScriptedHandler { _, _, _ in .done })
        bench.store.setBroken(true)
        let running = Task { try await bench.worker.run() }
        await bench.clock.untilAsleep(for: 200)
        running.cancel()
        try await running.value
        bench.store.setBroken(false)
        try await bench.store.close()
    }
}
