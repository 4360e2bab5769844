import ArgumentParser

/// How long something is kept: `90s`, `30m`, `12h`, `7d`, `4w`, or `forever`.
struct KeepTime: ExpressibleByArgument {
    /// nil: for ever.
    let milliseconds: Int64?
    let defaultValueDescription: String

    static let month = KeepTime(milliseconds: 30 * 86_400_000, text: "30d")
    static let week = KeepTime(milliseconds: 7 * 86_400_000, text: "7d")

    private static let units: [Character: Int64] = [
        "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000,
    ]

    private init(milliseconds: Int64, text: String) {
        self.milliseconds = milliseconds
        defaultValueDescription = text
    }

    init?(argument: String) {
        defaultValueDescription = argument
        guard argument != "forever" else {
            milliseconds = nil
            return
        }
        guard let unit = argument.last.flatMap({ Self.units[$0] }), let count = Int64(argument.dropLast()), count >= 0
        else { return nil }
        let (product, isTooLong) = count.multipliedReportingOverflow(by: unit)
        guard !isTooLong else { return nil }
        milliseconds = product
    }
}
