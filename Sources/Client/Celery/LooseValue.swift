import Foundation

/// JSON from others, of which nothing is promised: what is missing or of another kind is nil.
struct LooseValue {
    private let value: Any?

    private init(_ value: Any?) { self.value = value }

    /// nil: this is no JSON.
    init?(json: some Sequence<UInt8>) {
        guard let value = try? JSONSerialization.jsonObject(with: Data(json), options: .fragmentsAllowed) else {
            return nil
        }
        self.value = value
    }

    subscript(key: String) -> LooseValue { LooseValue((value as? [String: Any])?[key]) }

    var list: [LooseValue]? { (value as? [Any])?.map { LooseValue($0) } }
    var isObject: Bool { value is [String: Any] }
    var text: String? { value as? String }
    var number: Double? { (value as? NSNumber)?.doubleValue }
    var count: Int? { number.flatMap { Int(exactly: $0.rounded()) } }
    var flag: Bool { (value as? NSNumber)?.boolValue ?? false }
    var isNull: Bool { value == nil || value is NSNull }

    /// The value on one line; text as it is.
    var line: String {
        if let text { return text }
        guard let value, !(value is NSNull) else { return "None" }
        let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? JSONSerialization.data(withJSONObject: value, options: options) else { return "?" }
        return String(decoding: data, as: UTF8.self)
    }

    /// ISO 8601 as Python writes it, in UTC where it says no zone, or seconds since 1970.
    var date: Date? {
        if let number, number > 0, number < 1e11 { return Date(timeIntervalSince1970: number) }
        guard let text, text.count >= 19, text.count < 40 else { return nil }
        let hasZone = text.dropFirst(19).contains { $0 == "Z" || $0 == "+" || $0 == "-" }
        let whole = hasZone ? text : text + "Z"
        // Foundation reads three digits of a second, Python writes six.
        guard let seconds = try? Date.ISO8601FormatStyle().parse(Self.withoutFraction(whole)) else { return nil }
        return seconds.addingTimeInterval(Self.fraction(of: text))
    }

    private static func withoutFraction(_ text: String) -> String {
        guard let dot = text.firstIndex(of: ".") else { return text }
        let rest = text[dot...].dropFirst().drop { $0.isNumber }
        return String(text[..<dot] + rest)
    }

    private static func fraction(of text: String) -> Double {
        guard let dot = text.firstIndex(of: ".") else { return 0 }
        return Double("0." + text[dot...].dropFirst().prefix { $0.isASCII && $0.isNumber }) ?? 0
    }
}
