import Foundation
import TUI

/// What a drill of the service has come to: a name and a value a line, or JSON.
struct ServiceDrillReport: Encodable, Sendable {
    let seed: UInt64
    let wantedRounds: Int
    private(set) var rounds = 0
    private(set) var accepted = 0
    private(set) var succeeded = 0
    private(set) var failed: [String: Int] = [:]
    private(set) var cancelled = 0
    private(set) var lost = 0
    private(set) var finishedTwice = 0
    private(set) var storedTwice = 0
    private(set) var mixedUp = 0
    private(set) var unheard = 0
    private(set) var refused = 0
    private(set) var serviceKills = 0
    private(set) var killsInStart = 0
    private(set) var workerKills = 0
    private(set) var serverKills = 0
    private(set) var freezes = 0
    private(set) var cuts = 0
    private(set) var lateEnds = 0
    /// Why no network could be cut; nil where it could, or was not to be.
    var uncut: String?
    private(set) var orphans = 0
    private(set) var lostAnswers = 0
    private(set) var repeatedAttempts = 0
    private(set) var seconds = 0.0
    /// What went wrong, a line each with its round.
    private(set) var problems: [String] = []
    var kept: [String] = []

    init(plan: ServiceDrillPlan) {
        seed = plan.seed
        wantedRounds = plan.rounds
    }

    /// Finished in any state.
    var finished: Int { succeeded + cancelled + failed.values.reduce(0, +) }
    var isPassed: Bool {
        lost == 0 && finishedTwice == 0 && storedTwice == 0 && mixedUp == 0 && unheard == 0 && refused == 0
            && orphans == 0 && problems.isEmpty && rounds == wantedRounds
    }

    mutating func add(_ outcome: DrillRoundOutcome) {
        let verdict = outcome.verdict
        rounds += 1
        accepted += verdict.accepted
        succeeded += verdict.succeeded
        cancelled += verdict.cancelled
        failed.merge(verdict.failed, uniquingKeysWith: +)
        lost += verdict.lost.count
        finishedTwice += verdict.finishedTwice.count
        storedTwice += verdict.storedTwice.count
        mixedUp += verdict.mixedUp.count
        unheard += verdict.unheard.count
        refused += outcome.book.refusals.count
        serviceKills += outcome.serviceKills
        killsInStart += outcome.killsInStart
        workerKills += outcome.workerKills
        serverKills += outcome.shared.serverKills
        freezes += outcome.shared.freezes
        cuts += outcome.shared.cuts
        lateEnds += outcome.lateEnds
        orphans += outcome.orphans
        lostAnswers += outcome.book.lostAnswers
        repeatedAttempts += verdict.repeatedAttempts
        seconds += outcome.seconds
        let findings =
            [
                ("lost", verdict.lost), ("finished twice", verdict.finishedTwice),
                ("stored twice", verdict.storedTwice),
                ("mixed up", verdict.mixedUp), ("unheard", verdict.unheard), ("refused", outcome.book.refusals),
            ].filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1.prefix(10).joined(separator: ", "))" } + outcome.problems
        problems += findings.map { "round \(outcome.round): \($0)" }
    }

    enum CodingKeys: String, CodingKey {
        case seed, rounds, accepted, succeeded, failed, cancelled, lost
        case finishedTwice = "finished_twice"
        case storedTwice = "stored_twice"
        case mixedUp = "mixed_up"
        case unheard, refused
        case serviceKills = "service_kills"
        case killsInStart = "kills_in_start"
        case workerKills = "worker_kills"
        case serverKills = "redis_kills"
        case freezes
        case cuts = "network_cuts"
        case lateEnds = "late_ends_refused"
        case uncut = "not_cut_because"
        case orphans
        case lostAnswers = "lost_answers"
        case repeatedAttempts = "repeated_attempts"
        case seconds, problems, kept
        case wantedRounds = "wanted_rounds"
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    var table: String {
        let reasons = failed.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        let lines = [
            ("seed", "\(seed)"), ("rounds", "\(rounds) of \(wantedRounds), \(String(format: "%.0f", seconds)) s"),
            ("kills of the service", "\(serviceKills), \(killsInStart) of them before it listened"),
            ("kills of a worker process", "\(workerKills)"), ("kills of Redis", "\(serverKills)"),
            ("frozen past the lease", "\(freezes)"), ("cut off past the lease", uncut ?? "\(cuts)"),
            ("late ends refused", "\(lateEnds)"),
            ("submissions sent again", "\(lostAnswers)"), ("attempts repeated", "\(repeatedAttempts)"),
            ("accepted", "\(accepted)"), ("finished", "\(finished)"),
            ("failed with reason", reasons.isEmpty ? "0" : reasons), ("lost", "\(lost)"),
            ("finished twice", "\(finishedTwice)"), ("stored twice", "\(storedTwice)"), ("mixed up", "\(mixedUp)"),
            ("end not told", "\(unheard)"), ("refused", "\(refused)"), ("workers left behind", "\(orphans)"),
        ]
        let width = lines.map(\.0.count).max() ?? 0
        let table = lines.map { name, value in name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + value }
        return (table + problems.map(ShownText.sanitise) + kept).map { $0 + "\n" }.joined()
    }
}
