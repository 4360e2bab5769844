import Foundation
import Logging

/// One event as one line. Whatever a caller has put into a value, it stays one line and one field.
struct LogLine {
    let time: Date
    let level: Logger.Level
    let label: String
    let message: String
    /// By growing name.
    let fields: [(name: String, value: Logger.MetadataValue)]

    /// - Parameter metadata: of the logger; the event's own goes before it.
    init(_ event: LogEvent, label: String, metadata: Logger.Metadata, time: Date = .now) {
        self.time = time
        level = event.level
        self.label = label
        message = "\(event.message)"
        var all = metadata.merging(event.metadata ?? [:]) { $1 }
        if let error = event.error { all["error"] = all["error"] ?? "\(error)" }
        fields = all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// `TIME LEVEL LABEL: MESSAGE name=value …`; values with spaces, quotes or control characters are quoted and escaped.
    var text: String {
        var line = "\(timestamp) \(level) \(label): \(LogEscape.controls(message))"
        for (name, value) in fields { line += " \(LogEscape.word(name))=\(LogEscape.word("\(value)"))" }
        return line + "\n"
    }

    /// An object with `time`, `level`, `logger`, `message` and the metadata's fields; numbers and flags stay what they are.
    var json: String {
        var line = "{\"time\":\"\(timestamp)\",\"level\":\"\(level)\",\"logger\":\(LogEscape.json(label))"
        line += ",\"message\":\(LogEscape.json(message))"
        for (name, value) in fields {
            let taken = Self.reserved.contains(name)
            line += ",\(LogEscape.json(taken ? name + "_" : name)):\(Self.json(value))"
        }
        return line + "}\n"
    }

    private static let reserved: Set<String> = ["time", "level", "logger", "message"]

    private var timestamp: String { time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)) }

    private static func json(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .string(let text):
            return LogEscape.json(text)
        case .stringConvertible(let number as any BinaryInteger):
            return "\(number)"
        case .stringConvertible(let number as Double) where number.isFinite:
            return "\(number)"
        case .stringConvertible(let flag as Bool):
            return "\(flag)"
        case .stringConvertible(let other):
            return LogEscape.json("\(other)")
        case .array(let values):
            return "[" + values.map(json).joined(separator: ",") + "]"
        case .dictionary(let values):
            let members = values.sorted { $0.key < $1.key }.map { "\(LogEscape.json($0.key)):\(json($0.value))" }
            return "{" + members.joined(separator: ",") + "}"
        @unknown default:
            return LogEscape.json("\(value)")
        }
    }
}
