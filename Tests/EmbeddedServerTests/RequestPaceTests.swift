import NIOCore
import Testing

@testable import EmbeddedServer

@Suite struct RequestPaceTests {
    private static func second(_ seconds: Double) -> NIODeadline {
        .uptimeNanoseconds(UInt64(1_000_000_000 * (1000 + seconds)))
    }

    /// 10 s for a header, 20 s and 1 s for each 1000 bytes for a body, 5000 bytes at most.
    private func make() -> RequestPace {
        var limits = ConnectionLimits()
        limits.headSeconds = 10
        limits.bodySeconds = 20
        limits.bodyBytesPerSecond = 1000
        return RequestPace(limits: limits, maxBodyBytes: 5000)
    }

    @Test func anIdleConnectionIsInTimeForEver() {
        var pace = make()
        #expect(pace.deadline == nil)
        #expect(pace.verdict(at: Self.second(1e6)) == .inTime)
        pace.receivedBytes(at: Self.second(0))
        pace.receivedHeader(at: Self.second(1))
        pace.receivedEnd()
        pace.answered()
        #expect(pace.deadline == nil)
        #expect(pace.verdict(at: Self.second(1e6)) == .inTime)
    }

    @Test func aHeaderHasItsTimeFromItsFirstByte() {
        var pace = make()
        pace.receivedBytes(at: Self.second(0))
        pace.receivedBytes(at: Self.second(9))
        #expect(pace.deadline == Self.second(10))
        #expect(pace.verdict(at: Self.second(9.9)) == .inTime)
        #expect(pace.verdict(at: Self.second(10)) == .headerTooSlow)
    }

    @Test func aHeaderBehindAnAnswerMayWait() {
        var pace = make()
        pace.receivedHeader(at: Self.second(0))
        pace.receivedEnd()
        pace.receivedBytes(at: Self.second(1))
        #expect(pace.verdict(at: Self.second(100)) == .inTime)
        pace.answered()
        #expect(pace.verdict(at: Self.second(100)) == .headerTooSlow)
    }

    @Test func bytesGiveABodyTime() {
        var pace = make()
        pace.receivedHeader(at: Self.second(0))
        #expect(pace.deadline == Self.second(20))
        let took = pace.receivedBody(2500)
        #expect(took)
        #expect(pace.deadline == Self.second(22.5))
        #expect(pace.verdict(at: Self.second(22)) == .inTime)
        #expect(pace.verdict(at: Self.second(23)) == .bodyTooSlow)
        // The next request starts anew.
        pace.receivedEnd()
        pace.answered()
        pace.receivedBytes(at: Self.second(30))
        pace.receivedHeader(at: Self.second(30))
        #expect(pace.deadline == Self.second(50))
    }

    @Test func aBodyThatIsTooLongIsSeen() {
        var pace = make()
        pace.receivedHeader(at: Self.second(0))
        let all = pace.receivedBody(5000)
        let more = pace.receivedBody(1)
        #expect(all && !more)
    }
}
