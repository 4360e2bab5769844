import Client
import Testing

@Suite struct BackoffTests {
    @Test func doublesUpToItsLimitAndStartsAgainAfterASuccess() {
        var backoff = Backoff(random: { 1 })
        #expect((0..<7).map { _ in backoff.next() } == [0.4, 0.8, 1.6, 3.2, 5, 5, 5])
        backoff.reset()
        #expect(backoff.next() == 0.4)
    }

    @Test func chanceTakesAwayUpToAHalf() {
        var backoff = Backoff(random: { 0 })
        #expect((0..<7).map { _ in backoff.next() } == [0.2, 0.4, 0.8, 1.6, 2.5, 2.5, 2.5])
    }

    @Test func staysWithinItsLimitsForEver() {
        var backoff = Backoff()
        for _ in 0..<2_000 {
            #expect((0.2...5).contains(backoff.next()))
        }
    }
}
