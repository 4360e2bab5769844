import API
package import Foundation

/// Numbers, sizes and times as people read them. Independent of the locale, so that screens are the same everywhere.
package enum Shown {
    /// Groups of three digits: `1,204`.
    package static func count(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return value < 0 ? "-" + result : result
    }

    /// Decimal units: `51 kB`, `4.1 MB`.
    package static func bytes(_ value: Int) -> String {
        guard value >= 1000 else { return "\(value) B" }
        var amount = Double(value)
        for unit in ["kB", "MB", "GB", "TB"] {
            amount /= 1000
            if amount < 999.5 || unit == "TB" {
                return "\(amount < 9.95 ? fixed(amount, 1) : fixed(amount, 0)) \(unit)"
            }
        }
        return "\(value) B"
    }

    /// `500×375`
    package static func pixels(_ width: Int, _ height: Int) -> String { "\(width)×\(height)" }

    /// `500×375 JPEG  51 kB`, less what is not known; empty for a task without a picture.
    package static func picture(_ width: Int, _ height: Int, _ format: String, _ bytes: Int) -> String {
        let size = width > 0 && height > 0 ? "\(pixels(width, height)) " : ""
        return format.isEmpty ? "" : "\(size)\(format.uppercased())  \(Shown.bytes(bytes))"
    }

    /// A duration in milliseconds: `0.9 ms`, `12 ms`, `1.3 s`, `2 min 5 s`, `3 h 20 min`.
    package static func milliseconds(_ value: Double) -> String {
        guard value.isFinite, value >= 0 else { return "—" }
        if value == 0 { return "0 ms" }
        if value < 9.95 { return "\(fixed(value, 1)) ms" }
        if value < 999.5 { return "\(fixed(value, 0)) ms" }
        if value < 59_950 { return "\(fixed(value / 1000, 1)) s" }
        return seconds(Int(min(value / 1000, 1e9)))
    }

    /// `10 s`, `2 min 5 s`, `3 h 20 min`.
    package static func seconds(_ seconds: Int) -> String {
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
        return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }

    /// The largest unit alone, for a narrow column: `45 s`, `23 min`, `5 h`, `12 d`.
    package static func age(_ seconds: Double) -> String {
        let whole = Int(min(max(0, seconds.isFinite ? seconds : 0), 1e9))
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min" }
        return whole < 172_800 ? "\(whole / 3600) h" : "\(whole / 86_400) d"
    }

    /// Three decimals: `0.641`.
    package static func score(_ value: Double) -> String { fixed(value.isFinite ? value : 0, 3) }

    /// `64 %`; a little more than nothing is not none.
    package static func percent(_ share: Double) -> String {
        let value = (share.isFinite ? share : 0) * 100
        return value > 0 && value < 0.5 ? "under 1 %" : "\(fixed(value, 0)) %"
    }

    package static func rate(_ value: Double) -> String { fixed(value, value < 99.95 ? 1 : 0) }

    package static func ordinal(_ value: Int) -> String {
        let suffix =
            switch (value % 10, value % 100) {
            case (_, 11...13): "th"
            case (1, _): "st"
            case (2, _): "nd"
            case (3, _): "rd"
            default: "th"
            }
        return count(value) + suffix
    }

    /// `2026-01-31 14:03:12.345 UTC`
    package static func time(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(dateTimeSeparator: .space, includingFractionalSeconds: true))
            .replacing("Z", with: " UTC")
    }

    /// `14:03:12`, in the local time zone.
    package static func clock(_ date: Date) -> String {
        let zone = TimeZone.current.secondsFromGMT(for: date)
        let seconds = Int(date.timeIntervalSince1970.rounded(.down)) + zone
        let ofDay = ((seconds % 86_400) + 86_400) % 86_400
        return String(format: "%02d:%02d:%02d", ofDay / 3600, ofDay / 60 % 60, ofDay % 60)
    }

    /// `01JX…7Q`: the first four and the last two characters.
    package static func id(_ id: String) -> String {
        id.count > 7 ? "\(id.prefix(4))…\(id.suffix(2))" : id
    }

    /// A name that can be seen.
    package static func name(_ name: String) -> String {
        name.contains { !$0.isWhitespace } ? name : Strings.noName
    }

    /// The first of a label's synonyms: `tabby` of `tabby, tabby cat`.
    package static func shortLabel(_ label: String) -> String {
        label.split(separator: ",").first.map(String.init) ?? label
    }

    private static func fixed(_ value: Double, _ decimals: Int) -> String {
        String(format: "%.\(decimals)f", value)
    }
}
