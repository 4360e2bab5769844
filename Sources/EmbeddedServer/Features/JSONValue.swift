/// A JSON value as Python sees it: numbers with and without a point are two types.
enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    /// Of any size: a minus, if there is one, and the digits as they were written.
    case integer(String)
    /// `NaN` and infinities too.
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// Of a key that stands there twice the last value counts.
    case object([String: JSONValue])
}

extension JSONValue {
    /// What Python's `if value:` says.
    var isTrue: Bool {
        switch self {
        case .null: false
        case .bool(let value): value
        case .integer(let digits): digits != "0" && digits != "-0"
        case .number(let value): value != 0
        case .string(let text): !text.isEmpty
        case .array(let values): !values.isEmpty
        case .object(let members): !members.isEmpty
        }
    }

    /// Python's name of the type.
    var typeName: String {
        switch self {
        case .null: "NoneType"
        case .bool: "bool"
        case .integer: "int"
        case .number: "float"
        case .string: "str"
        case .array: "list"
        case .object: "dict"
        }
    }
}
