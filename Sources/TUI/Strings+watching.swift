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
}
