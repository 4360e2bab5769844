import Foundation

/// The keys and types of a JSON value, without its values.
indirect enum Shape: Equatable, CustomStringConvertible {
    case any, string, number, bool, null
    case object([String: Shape])
    /// Elements of one shape; `any` for an empty list.
    case list(Shape)

    init(_ value: Any) {
        switch value {
        case let members as [String: Any]: self = .object(members.mapValues(Shape.init))
        case let values as [Any]: self = .list(values.first.map(Shape.init) ?? .any)
        case is String: self = .string
        case is NSNull: self = .null
        // Foundation's numbers and booleans are one class; only a boolean is "true" or "false" in JSON.
        case let value as NSNumber where CFBooleanLike.isBoolean(value): self = .bool
        case is NSNumber: self = .number
        default: self = .any
        }
    }

    /// The places where a value has another shape: keys that lack, keys too many, other types.
    func differences(from value: Any, at path: String = "answer") -> [String] {
        switch self {
        case .any: return []
        case .object(let members):
            guard let found = value as? [String: Any] else { return ["\(path) is no object: \(value)"] }
            let names = Set(members.keys).symmetricDifference(found.keys).sorted()
            return names.map { "\(path).\($0) \(found[$0] == nil ? "is missing" : "is not in the document")" }
                + members.sorted { $0.key < $1.key }.flatMap { name, shape in
                    found[name].map { shape.differences(from: $0, at: "\(path).\(name)") } ?? []
                }
        case .list(let element):
            guard let found = value as? [Any] else { return ["\(path) is no list: \(value)"] }
            guard !found.isEmpty else { return ["\(path) is empty"] }
            return found.enumerated().flatMap { element.differences(from: $1, at: "\(path)[\($0)]") }
        case .string, .number, .bool, .null:
            let found = Shape(value)
            return found == self ? [] : ["\(path) is \(found), not \(self)"]
        }
    }

    var description: String {
        switch self {
        case .any: "anything"
        case .string: "a string"
        case .number: "a number"
        case .bool: "a boolean"
        case .null: "null"
        case .object(let members): "an object with \(members.keys.sorted().joined(separator: ", "))"
        case .list(let element): "a list of \(element)"
        }
    }
}

private enum CFBooleanLike {
    static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
