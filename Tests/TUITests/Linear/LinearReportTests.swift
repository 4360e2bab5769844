import API
import Client
import Foundation
import Testing

@testable import TUI

@Suite("Lines of the linear mode")
struct LinearReportTests {
    private let noon = Scene.noon
    private let lost = ClientError(.unreachable, "127.0.0.1:8080 refused the connection.")

    private func lines(_ events: [FollowerEvent], own: Set<String> = [], after seconds: Double = 0) -> [String] {
        var report = LinearReport(serviceName: "embedded")
        return events.flatMap { report.lines(for: $0, own: own, at: noon.addingTimeInterval(seconds)) }
            .map { String($0.dropFirst("12:00:00 ".count)) }
    }

    @Test("A job is told once for each state, in one sentence, with the label, the certainty and the time")
    func job() {
        let events: [FollowerEvent] = [
            .connecting, .live, .job(sequence: 1, Fixtures.job(1, "cat.jpg")),
            .job(sequence: 2, Fixtures.job(1, "cat.jpg", .running, revision: 2)),
            .job(sequence: 3, Fixtures.job(1, "cat.jpg", .running, revision: 3)),
            .job(sequence: 4, Fixtures.job(1, "cat.jpg", .succeeded, revision: 4)),
            .job(sequence: 5, Fixtures.job(2, "torn.jpg", .failed, revision: 4)),
            .job(sequence: 6, Fixtures.job(3, "barn.jpg", .cancelled, revision: 4)),
            .forgotten(sequence: 7, id: Fixtures.id(1)),
        ]
        #expect(
            lines(events) == [
                "connected to embedded", "cat.jpg queued, 4th", "cat.jpg running",
                "cat.jpg succeeded: tabby 64 %, 16 ms",
                "torn.jpg failed while decoding: UNREADABLE_IMAGE: The JPEG ends after 4,096 of 51,234 bytes: the file is "
                    + "truncated.", "barn.jpg cancelled", "cat.jpg forgotten",
            ])
    }

    @Test("Each line begins with the time of day, and holds nothing that a terminal obeys")
    func hostile() {
        var report = LinearReport(serviceName: "embedded")
        for name in HostileNames.texts {
            for line in report.lines(for: .job(sequence: 1, Fixtures.job(1, name, .queued, revision: 1)), at: noon) {
                #expect(line.wholeMatch(of: /\d\d:\d\d:\d\d .*/) != nil)
                #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
            }
        }
    }

    @Test(
        "A lost connection is said once for each reason; the return says what was missed, job by job only for own files"
    )
    func away() {
        let own = Fixtures.id(9)
        let events: [FollowerEvent] = [
            .live, .disconnected(lost, retryInSeconds: 1), .disconnected(lost, retryInSeconds: 2), .connecting,
            .job(sequence: 1, Fixtures.job(1, "a.jpg", .succeeded, revision: 4)),
            .job(sequence: 2, Fixtures.job(9, "mine.jpg", .cancelled, revision: 4)), .live,
        ]
        #expect(
            lines(events, own: [own]) == [
                "connected to embedded", "not connected: 127.0.0.1:8080 refused the connection. Trying again.",
                "mine.jpg cancelled", "connected again; away 0 s; 2 jobs changed: 1 done, 1 cancelled",
            ])
    }

    @Test("A gap and another store are said")
    func lies() {
        #expect(
            lines([.live, .gap, .replaced]).dropFirst().allSatisfy { $0.contains("missed") || $0.contains("store") })
    }

    @Test("A summary comes only when something has changed")
    func summary() throws {
        var report = LinearReport(serviceName: "embedded")
        let summary = report.summary(Fixtures.stats, at: noon)
        let first = try #require(summary)
        #expect(
            first.hasSuffix(
                "summary: 37 queued, 2 running, 1,204 done, 3 failed, 1 cancelled; 12.4 images a second; p95 41 ms"))
        let unchanged = report.summary(Fixtures.stats, at: noon)
        #expect(unchanged == nil)
        var paused = Fixtures.stats
        paused.isPaused = true
        let whilePaused = report.summary(paused, at: noon)
        #expect(whilePaused?.contains("; queue paused") == true)
    }

    @Test("A job's name and state are remembered for a bounded number of jobs")
    func bounded() {
        var report = LinearReport(serviceName: "embedded")
        for number in 1...10_050 {
            _ = report.lines(for: .job(sequence: 1, Fixtures.job(number, "a", .succeeded, revision: 1)), at: noon)
        }
        #expect(report.status(of: Fixtures.id(1)) == nil)
        #expect(report.status(of: Fixtures.id(10_050)) == .succeeded)
    }

    @Test("Percentages are whole, and a little is not none")
    func percent() {
        #expect(Shown.percent(0.6412) == "64 %")
        #expect(Shown.percent(0.0004) == "under 1 %")
        #expect(Shown.percent(0) == "0 %")
        #expect(Shown.percent(.nan) == "0 %")
    }
}
