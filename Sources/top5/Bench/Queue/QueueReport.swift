import EmbeddedServer
import Foundation

/// What `top5 bench queue` found out.
struct QueueReport: Encodable, Sendable {
    struct Side: Encodable, Sendable {
        var durability: String
        var enqueuesPerSecond: Double
        var sharedEnqueuesPerSecond: Double
        var jobsPerSecond: Double
        /// Milliseconds.
        var answerToStart: Spread
        var claimToStart: Spread

        init(_ timing: QueueTiming) {
            durability = timing.durability
            enqueuesPerSecond = timing.enqueuesPerSecond
            sharedEnqueuesPerSecond = timing.sharedEnqueuesPerSecond
            jobsPerSecond = timing.jobsPerSecond
            answerToStart = Spread(timing.answerToStart)
            claimToStart = Spread(timing.claimToStart)
        }
    }

    var jobs: Int
    var slots: Int
    var syncsPerSecond: Double
    var sqlite: Side?
    var redis: Side?
    var celery: CeleryPeer?

    func json() throws -> String { try ReportJSON.text(self) }

    var table: String {
        var rows = PlainTable([.left, .right, .right, .right])
        rows.add(["\(jobs) jobs that do nothing, \(slots) slots", "SQLite", "Redis", "Celery"])
        func number(_ value: Double?) -> String {
            value.map { String(format: $0 < 100 ? "%.2f" : "%.0f", $0) } ?? ""
        }
        func add(_ name: String, _ celery: Double? = nil, _ value: (Side) -> Double) {
            rows.add([name, number(sqlite.map(value)), number(redis.map(value)), number(celery)])
        }
        add("enqueues/s, one behind the other", celery?.enqueuesPerSecond) { $0.enqueuesPerSecond }
        add("enqueues/s from 64 submitters") { $0.sharedEnqueuesPerSecond }
        add("jobs/s (wanted: 5,000 on SQLite, ten times Celery's on Redis)", celery?.jobsPerSecond) { $0.jobsPerSecond }
        if let celery { add("times Celery's jobs/s") { $0.jobsPerSecond / max(celery.jobsPerSecond, 1e-9) } }
        add("claim to start, p50, ms") { $0.claimToStart.p50 }
        add("claim to start, p99, ms (wanted: 5)") { $0.claimToStart.p99 }
        add("answer to start, p50, ms") { $0.answerToStart.p50 }
        add("answer to start, p99, ms") { $0.answerToStart.p99 }
        let kept = [sqlite.map { "SQLite: \($0.durability)" }, redis.map { "Redis: \($0.durability)" }].compactMap(
            \.self)
        return rows.lines.joined(separator: "\n")
            + "\n\nthe disk syncs 4 kB \(number(syncsPerSecond)) times a second\n" + kept.joined(separator: "\n") + "\n"
    }
}
