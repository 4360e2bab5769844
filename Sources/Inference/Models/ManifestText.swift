import Foundation

/// A `model.json` as people like to read and correct it: indented, what identifies the model first, in the order of
/// `docs/model-packages.md`.
package enum ManifestText {
    /// Keys in their order; others follow in alphabetical order.
    private static let order = [
        "name", "version", "title", "description", "hint", "task", "starter", "file", "sha256", "bytes", "weights",
        "labels", "labels_to_skip", "input", "layout", "element_type", "features", "width", "height", "resize", "rule",
        "size", "crop", "filter", "channel_order", "color_profile", "scale", "mean", "std", "output", "kind",
        "zero_point", "license", "source",
    ]

    /// - Throws: what the encoder throws.
    package static func of(_ manifest: ModelManifest) throws -> String {
        let value = try JSONDecoder().decode(JSONText.self, from: JSONEncoder().encode(manifest))
        return value.text { one, other in
            let (first, second) = (place(of: one), place(of: other))
            return first == second ? one < other : first < second
        } + "\n"
    }

    private static func place(of key: String) -> Int { order.firstIndex(of: key) ?? order.count }
}

/// Any JSON value, to be written with its keys in an order of our own.
private enum JSONText: Decodable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([JSONText])
    case object([String: JSONText])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let int = try? value.decode(Int.self) {
            self = .int(int)
        } else if let double = try? value.decode(Double.self) {
            self = .double(double)
        } else if let string = try? value.decode(String.self) {
            self = .string(string)
        } else if let array = try? value.decode([JSONText].self) {
            self = .array(array)
        } else {
            self = .object(try value.decode([String: JSONText].self))
        }
    }

    /// Arrays of numbers and of strings stay on one line.
    func text(indent: String = "", _ isBefore: (String, String) -> Bool) -> String {
        let inner = indent + "  "
        switch self {
        case .null: return "null"
        case .bool(let bool): return "\(bool)"
        case .int(let int): return "\(int)"
        case .double(let double): return "\(double)"
        case .string(let string): return Self.quoted(string)
        case .array(let values):
            if values.contains(where: \.isObject) {
                let lines = values.map { inner + $0.text(indent: inner, isBefore) }
                return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
            }
            return "[\(values.map { $0.text(isBefore) }.joined(separator: ", "))]"
        case .object(let values):
            let keys = values.keys.sorted(by: isBefore)
            let lines = keys.compactMap { key in
                values[key].map { "\(inner)\(Self.quoted(key)): \($0.text(indent: inner, isBefore))" }
            }
            return lines.isEmpty ? "{}" : "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
        }
    }

    private var isObject: Bool {
        if case .object = self { true } else { false }
    }

    private static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}
