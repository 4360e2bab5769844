import Jobs
import Testing

@Suite struct JobIDGeneratorTests {
    @Test func writesTimeAsULIDsDo() {
        // The pair that the reference implementation's own tests use.
        let id = JobIDGenerator(clock: ManualClock(at: 1_469_918_176_385)).next().rawValue
        #expect(id.hasPrefix("01ARYZ6S41"))
        #expect(id.count == 26)
        #expect(id.allSatisfy { "0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains($0) })
        #expect(JobIDGenerator(clock: ManualClock(at: 0)).next().rawValue.hasPrefix("0000000000"))
    }

    @Test func growsStrictlyAlsoWhenTheClockGoesBack() {
        let clock = ManualClock(at: 5_000)
        let generator = JobIDGenerator(clock: clock)
        var ids = (0..<1000).map { _ in generator.next() }
        clock.advance(by: -3_000)
        ids += (0..<1000).map { _ in generator.next() }
        clock.advance(by: 9_000)
        ids.append(generator.next())
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func neverRepeatsUnderConcurrency() async {
        let generator = JobIDGenerator()
        let ids = await withTaskGroup(of: [JobID].self) { group in
            for _ in 0..<8 { group.addTask { (0..<500).map { _ in generator.next() } } }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(ids).count == 4000)
    }
}
