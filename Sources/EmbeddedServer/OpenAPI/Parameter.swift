/// A parameter of an operation.
struct Parameter: Sendable {
    enum Place: String, Sendable {
        case query, header, path
    }

    var name: String
    var place: Place
    var schema: Schema
    var description: String

    static func query(_ name: String, _ schema: Schema, _ description: String) -> Parameter {
        Parameter(name: name, place: .query, schema: schema, description: description)
    }

    static func header(_ name: String, _ schema: Schema, _ description: String) -> Parameter {
        Parameter(name: name, place: .header, schema: schema, description: description)
    }

    static func path(_ name: String, _ schema: Schema, _ description: String) -> Parameter {
        Parameter(name: name, place: .path, schema: schema, description: description)
    }

    var value: DocumentValue {
        .object([
            "name": .string(name), "in": .string(place.rawValue), "required": .bool(place == .path),
            "schema": schema.value, "description": .string(description),
        ])
    }
}
