import Foundation

/// The times of `since:` and `until:`.
enum FilterTime {
    /// An age before now (`90s`, `30m`, `2h`, `7d`, `1w`), a UTC date, or an ISO 8601 time with its zone; nil for anything else.
    static func parse(_ text: String, now: JobInstant) -> JobInstant? {
        if let unit = text.last.flatMap({ unitMilliseconds[$0] }), let count = Int64(text.dropLast()), count >= 0 {
            let (age, isTooLong) = count.multipliedReportingOverflow(by: unit)
            return isTooLong ? nil : now.advanced(byMilliseconds: -min(age, now.milliseconds))
        }
        // The styles alone read the beginning of a text and pass over the rest.
        let shape = /\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d))?/
        guard let match = text.wholeMatch(of: shape) else { return nil }
        let date =
            match.output.1 == nil
            ? try? Date.ISO8601FormatStyle.iso8601.year().month().day().parse(text)
            : try? Date.ISO8601FormatStyle(includingFractionalSeconds: match.output.2 != nil).parse(text)
        return date.map { JobInstant(milliseconds: Int64(($0.timeIntervalSince1970 * 1000).rounded())) }
    }

    private static let unitMilliseconds: [Character: Int64] = [
        "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000,
    ]
}
