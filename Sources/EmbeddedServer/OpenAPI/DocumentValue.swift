/// A JSON value of the OpenAPI document.
enum DocumentValue: Sendable, Equatable {
    case null
    case string(String)
    case integer(Int)
    case number(Double)
    case bool(Bool)
    case list([DocumentValue])
    case object([String: DocumentValue])

    static func strings(_ texts: some Sequence<String>) -> DocumentValue { .list(texts.map { .string($0) }) }
}

extension DocumentValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension DocumentValue: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .string(let text): try container.encode(text)
        case .integer(let number): try container.encode(number)
        case .number(let number): try container.encode(number)
        case .bool(let truth): try container.encode(truth)
        case .list(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }
}
