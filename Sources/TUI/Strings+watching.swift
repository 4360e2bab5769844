import API

/// The words of the stats screen and of the event log.
extension Strings {
    static let groupScreens = "Screens"
    static let helpMain = "files, preview, top-5 and queue"
    static let helpStats = "stats: rate, latency, depth and workers"
    static let helpLog = "the event log"
    static let helpLonger = "plots over a longer time"
    static let helpShorter = "plots over a shorter time"
    static let helpFilterLog = "show only events with these words: failed cat -dog"
    static let helpHold = "hold the log where it is, or follow it again"
    static let shownAlready = "This is that screen already."
    static let hintMain = "main"
    static let hintStats = "stats"
    static let hintLog = "log"
    static let hintLonger = "longer"
    static let hintShorter = "shorter"
    static let hintHold = "hold"

    // Event log
    static let log = "Log"
    static let logColumns = (time: "TIME", job: "ID", name: "IMAGE", state: "STATE", duration: "WORK", detail: "DETAIL")
    static let emptyLog = "Nothing has happened since the dashboard began. Events appear here as they come."
    static let noEventMatches = "No event has these words. Esc shows every event."
    static let following = "following"
    static func held(_ new: Int) -> String { new == 0 ? "held" : "held, \(Shown.count(new)) new below" }
    static let noJobOfEvent = "This line is about the connection: it has no job."
    static let jobIsGone = "The service has forgotten this job."
    static let forgotten = "forgotten"
    static let eventLive = "connected"
    static let eventLost = "connection lost"
    static let events = "events"
    static func attempt(_ number: Int) -> String { "attempt \(number)" }
    static let logFilterExample = "failed  cat  -dog"

    // Stats
    static let now = "now"
    static func title(_ pane: StatsPane) -> String {
        switch pane {
        case .rate: "Rate"
        case .latency: "Latency"
        case .depth: "Depth"
        case .failures: "Failed"
        case .workers: workers
        }
    }
    static let workers = "Workers"
    static func peak(_ rate: String) -> String { "peak \(rate)" }
    static func perSecond(_ value: Double) -> String { "\(number(value))/s" }
    /// Two significant digits below ten, else whole: `0.5`, `12`, `1.2k`.
    static func number(_ value: Double) -> String {
        switch value {
        case 10_000...: "\(Shown.count(Int(min(value / 1000, 1e9))))k"
        case 1000...: "\(trimmed(value / 1000))k"
        default: trimmed(value)
        }
    }
    private static func trimmed(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : Shown.rate(value)
    }
    static func failedShare(_ failed: Int, of all: Int) -> String {
        guard all > 0 else { return "of none" }
        return "of \(Shown.count(all)), \(Shown.rate(Double(failed) * 100 / Double(all))) %"
    }
    static func length(_ range: StatsRange) -> String { length(seconds: range.seconds) }
    private static func length(seconds: Int) -> String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case 60: "1 min"
        case ..<3600: seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds / 60) min \(seconds % 60) s"
        case 86_400: "24 h"
        default: seconds % 3600 == 0 ? "\(seconds / 3600) h" : "\(seconds / 60) min"
        }
    }
    static func ago(_ range: StatsRange) -> String { "-\(length(range))" }
    static func half(_ range: StatsRange) -> String { "-\(length(seconds: range.seconds / 2))" }
    static func last(_ range: StatsRange) -> String { "last \(length(range))" }
    static let longestRange = "24 h is the longest time: more is not kept."
    static let shortestRange = "1 min is the shortest time."
    static let workerColumns = (
        name: "WORKER", state: "STATE", job: "JOB", model: "MODEL", since: "SINCE", done: "DONE", failed: "FAILED",
        version: "VERSION", alive: "ALIVE"
    )
    static let workerLoad = "LOAD"
    static func busy(_ busy: Int, of all: Int) -> String { "\(busy) of \(all) busy" }
    static func processes(_ counts: WorkerProcessCounts) -> String {
        "\(counts.up) of \(counts.configured) processes up, \(counts.ended) ended"
    }
    static func uptime(_ seconds: Double, _ version: String) -> String {
        "up \(Shown.seconds(Int(min(max(0, seconds), 1e9))))  \(version)"
    }
    static let aliveWord = "alive"
    static let lateWord = "late"
    static let lostWord = "lost"

    // What was missed
    static func jobsChanged(_ count: Int) -> String {
        count == 1 ? "1 job changed" : "\(Shown.count(count)) jobs changed"
    }
    static let nothingChanged = "nothing changed"
    static func awayFor(_ seconds: Int, _ summary: String) -> String { "away \(Shown.seconds(seconds)); \(summary)" }
    static func tooSlow(_ summary: String) -> String { "too slow for all events; caught up: \(summary)" }
    static func restarted(_ seconds: Int, _ version: String) -> String {
        "The service was restarted \(Shown.seconds(seconds)) ago (version \(version))."
    }
    static let storeReplaced = "The service has another store than before: its jobs are listed anew."
    static func noFigures(_ reason: String) -> String { "No figures: \(reason)" }
    static let slowLink =
        "The link to this terminal is slow: the screen is drawn less often. --slow does so from the start."
    static func slowAnswer(_ seconds: Int) -> String { "slow, no answer for \(seconds) s" }

    // Profiles
    static let helpProfiles = "the services of your profiles: which answer, and going to another"
    static let hintProfiles = "services"
    static let profiles = "Services"
    static let profilesFile = "profiles are in ~/.config/top5/profiles.json"
    static let production = "PRODUCTION"
    static let askingProfile = "asking..."
    static let startsWhenChosen = "starts when chosen"
    static func answersIn(_ time: String) -> String { "answers in \(time)" }
    static func stillSending(_ count: Int) -> String {
        "\(count == 1 ? "1 image is" : "\(count) images are") still being sent to this service: wait, or take them back with x."
    }
    static let stillHeld =
        "Something waits to be cancelled or forgotten: take it back with z, or wait until it is done."
    static func goingTo(_ name: String) -> String { "Going to \(name)..." }
    static func cannotGoTo(_ name: String, _ reason: String) -> String { "Not going to \(name): \(reason)" }
    static func nowAt(_ name: String, _ address: String) -> String {
        name == address ? "now at \(name)" : "now at \(name), \(address)"
    }
    static func confirmQuestion(_ name: String, _ what: String) -> String { "\(production): type \(name) to \(what)" }
    static func notConfirmed(_ name: String) -> String { "Nothing was done: the name to type is \(name)." }
}
