import API
import Foundation

/// The filter's prompt.
extension Strings {
    static let openQuote = "The last double quote is not closed."
    static let emptyFilterWord = "There is nothing behind this to look for."
    static func filterTooLong(_ count: Int, _ limit: Int) -> String {
        "The filter has \(count) characters; the service takes at most \(limit)."
    }
    static func tooManyFilterWords(_ count: Int, _ limit: Int) -> String {
        "The filter has \(count) words; the service takes at most \(limit)."
    }
    static func unknownFilterKey(_ key: String) -> String {
        "\"\(key):\" is no key: there are state, model, client, since and until. Quotes search for the text itself."
    }
    static func unknownState(_ name: String) -> String {
        "\"\(name)\" is no state: there are queued, running, succeeded, failed and cancelled."
    }
    static func noFilterTime(_ text: String) -> String {
        "\"\(text)\" is no time: 90s, 30m, 2h, 7d, 2026-11-24 or 2026-11-24T10:00:00Z."
    }
    static func filterKeyRemark(_ key: String) -> String {
        switch key {
        case "state": "queued, running, succeeded, failed, cancelled"
        case "model": "a name; * for any run of characters"
        case "client": "who submitted"
        case "since": "submitted at most so long ago, or at this time or later"
        case "until": "submitted before"
        default: ""
        }
    }
    static func filterTimes(at now: Date) -> [(text: String, remark: String)] {
        let day = Date.ISO8601FormatStyle.iso8601.year().month().day().format(now)
        return [
            ("15m", "a quarter of an hour ago"), ("1h", "an hour ago"), ("24h", "a day ago"), ("7d", "a week ago"),
            (day, "a date, UTC"), ("\(day)T08:00:00Z", "a time"),
        ]
    }
    static let filterKeys = "Tab completes   ↑ earlier   Ctrl-S saves   Enter applies   Esc clears"
    static let noFilterToSave = "There is no filter to save: type one after / first."
    static let tooManySavedFilters = "A hundred filters are saved: F, then D deletes one."
    static func filterSaved(_ name: String) -> String { "Saved as \(name); F lists the saved filters." }
    static func filterDeleted(_ name: String) -> String { "\(name) is deleted." }
    static func filtersNotKept(_ reason: String) -> String {
        "The filters could not be kept for the next start: \(reason)"
    }
    static func nameFilter(_ filter: String) -> String { "Name for \(filter):" }
}
