import Foundation

/// What `top5 bench dashboard` found out. Times are milliseconds, sizes bytes.
struct DashboardReport: Encodable, Sendable {
    struct Idle: Encodable, Sendable {
        var seconds: Double
        /// Of one core.
        var cpuPercent: Double
        var bytes: Int
    }

    struct Memory: Encodable, Sendable {
        /// What pictures were drawn with.
        var graphics: String
        var jobs: Int
        /// Whose picture was asked for and drawn.
        var previews: Int
        var residentAtStart: Int
        var residentAfterJobs: Int
        var residentAfterPreviews: Int
        var peak: Int
    }

    struct Slow: Encodable, Sendable {
        var seconds: Double
        var bytesPerSecond: Double
    }

    struct Events: Encodable, Sendable {
        var latency: Spread
        /// Of the dashboard meanwhile, of one core.
        var cpuPercent: Double
        var bytesPerSecond: Double
    }

    /// A figure beside its bound.
    struct Verdict: Encodable, Sendable {
        var what: String
        var figure: Double
        var bound: Double
        var unit: String
        var isMet: Bool { figure <= bound }

        enum CodingKeys: String, CodingKey { case what, figure, bound, unit, met }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(what, forKey: .what)
            try container.encode(figure, forKey: .figure)
            try container.encode(bound, forKey: .bound)
            try container.encode(unit, forKey: .unit)
            try container.encode(isMet, forKey: .met)
        }
    }

    var jobs: Int
    var eventsPerSecond: Double
    var columns: Int
    var rows: Int
    var firstFrame: Spread?
    /// By kind of key.
    var keys: [String: Spread]?
    var allKeys: Spread?
    var events: Events?
    var idle: Idle?
    var memory: [Memory]?
    var slow: Slow?
    var verdicts: [Verdict] = []

    init(jobs: Int, eventsPerSecond: Double, columns: Int, rows: Int) {
        self.jobs = jobs
        self.eventsPerSecond = eventsPerSecond
        self.columns = columns
        self.rows = rows
    }

    func json() throws -> String {
        var report = self
        report.verdicts = judged
        return try ReportJSON.text(report)
    }

    /// Each figure that has a bound in the design.
    var judged: [Verdict] {
        func verdict(_ what: String, _ figure: Double?, _ bound: Double, _ unit: String) -> Verdict? {
            figure.map { Verdict(what: what, figure: $0, bound: bound, unit: unit) }
        }
        let memory = (memory ?? []).map {
            Verdict(
                what: "memory with all jobs and pictures seen, \($0.graphics)",
                figure: Double(max($0.residentAfterJobs, $0.residentAfterPreviews)) / 1e6, bound: 80, unit: "MB")
        }
        return [
            verdict("first frame, median", firstFrame?.p50, 100, "ms"),
            verdict("first frame, longest", firstFrame?.max, 100, "ms"),
            verdict("key to screen, p99", allKeys?.p99, 16, "ms"),
            verdict("event to screen, p99", events?.latency.p99, 100, "ms"),
            verdict("idle, of a core", idle?.cpuPercent, 1, "%"),
            verdict("idle, sent", idle.map { Double($0.bytes) }, 0, "bytes"),
        ].compactMap { $0 } + memory
            + [verdict("--slow, sent each second", slow?.bytesPerSecond, 2000, "bytes")].compactMap { $0 }
    }
}
