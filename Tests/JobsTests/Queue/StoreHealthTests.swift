import Logging
import Testing

@testable import Jobs

@Suite struct StoreHealthTests {
    private let log = LogBook()
    private let health: StoreHealth

    init() {
        health = StoreHealth(logger: log.logger)
    }

    private func fail(_ fault: StoreFault?) {
        health.failed(JobError(.storeUnavailable, "It fails.", fault: fault))
    }

    @Test func refusalsAndAClosedStoreAreNoFailures() {
        health.failed(JobError(.queueFull, "Full."))
        fail(.closed)
        #expect(!health.isBroken && log.messages(.error).isEmpty)
    }

    @Test func failuresAndRecoveryAreSaidOnce() {
        for _ in 0..<5 { fail(.locked) }
        for _ in 0..<5 { health.wrote() }
        #expect(log.messages(.error).count == 1 && log.messages(.notice).count == 1)
        fail(.io)
        #expect(health.problem?.fault == .io && log.messages(.error).count == 2)
    }

    /// A heartbeat's few bytes find room where an image does not.
    @Test func aSmallWriteDoesNotEndALackOfSpace() {
        fail(.full)
        health.wrote()
        fail(.io)
        #expect(health.problem?.fault == .full)
        health.proved()
        #expect(!health.isBroken)
        #expect(log.messages(.error).count == 1 && log.messages(.notice).count == 1)
    }

    @Test func damageStaysUntilTheNextStart() {
        fail(.locked)
        fail(.damaged)
        fail(.full)
        health.wrote()
        health.proved()
        #expect(health.isDamaged && log.messages(.error).count == 2 && log.messages(.notice).isEmpty)
    }
}
