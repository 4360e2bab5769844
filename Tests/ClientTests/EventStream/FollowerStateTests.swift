import API
import Testing

@testable import Client

@Suite struct FollowerStateTests {
    private static let broken = ClientError(.unreachable, "broken")

    private func opened(after sequence: Int64? = nil) -> FollowerState {
        var state = FollowerState(after: sequence, backoff: Backoff(random: { 1 }), address: "http://there")
        #expect(state.nextAction() == .yield(.connecting))
        #expect(state.nextAction() == .connect(after: sequence))
        state.connected()
        return state
    }

    /// The last event id that the next connection would send.
    private func resumption(of state: FollowerState) -> Int64? {
        var state = state
        state.failed(Self.broken)
        for _ in 0..<20 {
            if case .connect(let sequence) = state.nextAction() { return sequence }
        }
        Issue.record("no reconnect after a failure")
        return nil
    }

    private func events(_ state: inout FollowerState) -> [FollowerEvent] {
        var events: [FollowerEvent] = []
        while case .yield(let event) = state.nextAction() { events.append(event) }
        return events
    }

    @Test func deliversJobsInOrderAndAsksForMore() throws {
        var state = opened()
        let first = WireSamples.job(.running, revision: 2)
        let second = WireSamples.job(.succeeded, revision: 3)
        state.received(try (WireSamples.live(4) + WireSamples.event(5, first) + WireSamples.event(6, second)).utf8)
        #expect(
            events(&state) == [.live, .job(sequence: 5, first), .job(sequence: 6, second)])
        #expect(state.nextAction() == .read)
        #expect(resumption(of: state) == 6)
    }

    @Test func failureIsReportedWaitedForAndTriedAgain() {
        var state = opened(after: 9)
        state.failed(Self.broken)
        #expect(state.nextAction() == .yield(.disconnected(Self.broken, retryInSeconds: 0.4)))
        #expect(state.nextAction() == .wait(seconds: 0.4))
        #expect(state.nextAction() == .yield(.connecting))
        #expect(state.nextAction() == .connect(after: 9))
        state.failed(Self.broken)
        #expect(state.nextAction() == .yield(.disconnected(Self.broken, retryInSeconds: 0.8)))
    }

    @Test func onlyALiveStreamEndsTheBackOff() {
        var state = opened()
        state.failed(Self.broken)
        _ = (0..<3).map { _ in state.nextAction() }
        state.connected()
        state.failed(Self.broken)
        #expect(state.nextAction() == .yield(.disconnected(Self.broken, retryInSeconds: 0.8)))
        state.connected()
        state.received(WireSamples.live(1).utf8)
        state.failed(Self.broken)
        #expect(events(&state) == [.live, .disconnected(Self.broken, retryInSeconds: 0.4)])
    }

    @Test func skipsWhatWasDeliveredBefore() throws {
        var state = opened(after: 5)
        let job = WireSamples.job(.running, revision: 3)
        state.received(try (WireSamples.event(4, job) + WireSamples.event(5, job) + WireSamples.event(6, job)).utf8)
        #expect(events(&state) == [.job(sequence: 6, job)])
    }

    @Test func aServiceThatCountsAnewIsFollowedFromThere() throws {
        var state = opened(after: 500)
        let job = WireSamples.job()
        state.received(try (WireSamples.live(2) + WireSamples.event(3, job)).utf8)
        #expect(events(&state) == [.replaced, .live, .job(sequence: 3, job)])
    }

    @Test func aGapIsToldWhereItIs() throws {
        var state = opened(after: 5)
        let job = WireSamples.job()
        state.received(
            try (WireSamples.live(5) + "event: gap\nid: 5\ndata: {}\n\n" + WireSamples.event(9, job)).utf8)
        #expect(events(&state) == [.live, .gap, .job(sequence: 9, job)])
    }

    @Test func halfAnEventIsForgottenWithItsConnection() throws {
        var state = opened()
        let job = WireSamples.job()
        let event = try WireSamples.event(1, job)
        state.received(event.utf8.prefix(30))
        state.failed(Self.broken)
        _ = events(&state)
        state.connected()
        state.received(event.utf8)
        #expect(events(&state) == [.job(sequence: 1, job)])
    }

    @Test(arguments: ["id: 8\nevent: job\ndata: {}\n\n", "id: 8\nevent: job\ndata: <html>\n\n"])
    func anEventThatIsNoJobIsSaidOnceAndLeftBehind(text: String) {
        var state = opened(after: 7)
        state.received(text.utf8)
        guard case .yield(.disconnected(let error, _)) = state.nextAction() else {
            Issue.record("no complaint")
            return
        }
        #expect(error.kind == .badAnswer)
        #expect(error.detail?.contains("event 8") == true)
        #expect(resumption(of: state) == 8)
    }

    @Test func aJobWithoutASequenceIsABadAnswer() {
        var state = opened()
        state.received("event: job\ndata: {}\n\n".utf8)
        guard case .yield(.disconnected(let error, _)) = state.nextAction() else {
            Issue.record("no complaint")
            return
        }
        #expect(error.kind == .badAnswer)
    }

    @Test func unknownEventsAndCommentsAreIgnored() {
        var state = opened()
        state.received(": heartbeat\n\nid: 3\nevent: weather\ndata: fine\n\n".utf8)
        #expect(state.nextAction() == .read)
    }

    @Test(arguments: [(1_000, 1.0), (60_000, 5.0), (10, 0.4)])
    func theServicesOwnRetryTimeIsKeptWithinLimits(milliseconds: Int, seconds: Double) {
        var state = opened()
        state.received("retry: \(milliseconds)\n\n".utf8)
        state.failed(Self.broken)
        #expect(state.nextAction() == .yield(.disconnected(Self.broken, retryInSeconds: seconds)))
    }
}
