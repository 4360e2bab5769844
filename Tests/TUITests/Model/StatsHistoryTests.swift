import API
import Foundation
import Testing

@testable import TUI

@Suite("History of the stats")
struct StatsHistoryTests {
    private let noon = Scene.noon

    private func job(_ number: Int, _ status: JobStatus, work: Double = 20) -> Job {
        var job = Fixtures.job(number, "a.jpg", status)
        job.timingsMs = JobTimings(queued: 5, inferring: work - 5)
        return job
    }

    @Test("Percentiles are within five percent, for small and large durations")
    func percentiles() throws {
        for scale in [0.2, 3, 47, 900, 60_000] {
            var histogram = LatencyHistogram()
            for value in 1...1000 { histogram.record(Double(value) / 1000 * scale) }
            for share in [0.5, 0.95, 0.99] {
                let told = try #require(histogram.percentile(share))
                #expect(abs(told - share * scale) <= max(0.06 * share * scale, 0.1), "p\(share) of \(scale): \(told)")
            }
        }
        #expect(LatencyHistogram().percentile(0.5) == nil)
        var odd = LatencyHistogram()
        for value in [-1, .nan, .infinity] { odd.record(value) }
        #expect(odd.count == 0)
        odd.record(1e12)
        #expect(odd.count == 1)
    }

    @Test("Adding histograms is the same as recording everything into one")
    func adding() {
        var (one, other, all) = (LatencyHistogram(), LatencyHistogram(), LatencyHistogram())
        for value in 1...300 {
            if value.isMultiple(of: 3) { one.record(Double(value)) } else { other.record(Double(value)) }
            all.record(Double(value))
        }
        one.add(other)
        #expect(one == all)
    }

    @Test(
        "Every range is divided without rest into at most as many points as there are cells",
        arguments: StatsRange.allCases)
    func steps(range: StatsRange) {
        for most in [1, 3, 17, 31, 63, 120, 400] {
            let step = range.step(most: most)
            #expect(range.seconds.isMultiple(of: step))
            #expect(range.seconds / step <= most)
        }
    }

    @Test("Jobs count in the second in which they ended, and in no other")
    func counting() {
        var history = StatsHistory()
        for second in [-50.0, -50, -10, -1] { history.record(job(1, .succeeded), at: noon + second) }
        history.record(job(2, .failed), at: noon - 10)
        history.record(job(3, .running), at: noon - 10)
        let points = history.points(.minute, most: 60, at: noon)
        #expect(points.count == 60)
        #expect(points[10].ends == [.succeeded: 2])
        #expect(points[50].ends == [.succeeded: 1, .failed: 1])
        #expect(points[59].rate == 1)
        #expect(points.reduce(0) { $0 + ($1.ends[.succeeded] ?? 0) } == 4)
    }

    @Test("The same jobs are in every range", arguments: StatsRange.allCases)
    func ranges(range: StatsRange) {
        var history = StatsHistory()
        for number in 0..<30 { history.record(job(number, .succeeded), at: noon - Double(number) - 2) }
        let points = history.points(range, most: 50, at: noon)
        #expect(points.reduce(0) { $0 + ($1.ends[.succeeded] ?? 0) } == 30)
        #expect(points.reduce(into: LatencyHistogram()) { $0.add($1.latency) }.count == 30)
    }

    @Test("A depth holds until the next one; before the first, and while the service is away, it is unknown")
    func depth() {
        var history = StatsHistory()
        history.noteDepth(queued: 7, running: 2, at: noon - 40)
        history.noteDepth(queued: 3, running: 1, at: noon - 40)
        history.beginAbsence(at: noon - 20)
        history.endAbsence(at: noon - 10)
        let points = history.points(.minute, most: 60, at: noon)
        #expect(points[19].queued == nil)
        #expect(points[20].queued == 7)
        #expect(points[21].queued == 3)
        #expect(points[39].running == 1)
        #expect(points[45].queued == nil)
        #expect(points[55].queued == 3)
    }

    @Test("A day of jobs takes bounded memory, and the plots still reach back")
    func bounded() {
        var history = StatsHistory()
        for minute in stride(from: 2000, through: 0, by: -1) {
            history.record(job(minute, .succeeded), at: noon - Double(minute) * 60 - 1)
        }
        #expect(history.points(.day, most: 100, at: noon).reduce(0) { $0 + ($1.ends[.succeeded] ?? 0) } <= 1441)
        #expect(history.points(.day, most: 100, at: noon).dropLast().allSatisfy { !$0.ends.isEmpty })
        #expect(history.isMoving(.minute, at: noon))
        #expect(!history.isMoving(.minute, at: noon + 3600))
    }

    @Test("What is told late is put where it belongs")
    func late() {
        var history = StatsHistory()
        history.record(job(1, .succeeded), at: noon - 1)
        history.record(job(2, .succeeded), at: noon - 31)
        let points = history.points(.minute, most: 60, at: noon)
        #expect(points[29].ends[.succeeded] == 1)
        #expect(points[59].ends[.succeeded] == 1)
    }
}
