/// What a value looks like: the part of JSON Schema 2020-12 that the document uses.
struct Schema: Sendable {
    var keywords: [String: DocumentValue]

    var value: DocumentValue { .object(keywords) }

    private init(_ keywords: [String: DocumentValue]) { self.keywords = keywords }

    /// Anything at all.
    static let any = Schema([:])
    /// Anything but what Python takes for nothing.
    static let something = Schema([
        "not": .object(["enum": .list([.null, false, 0, "", .list([]), .object([:])])])
    ])
    static let boolean = Schema(["type": "boolean"])
    /// A point in time, UTC with milliseconds.
    static let time = string(format: "date-time")
    /// Bytes as they are, in a body that is no JSON.
    static let bytes = Schema([:]).saying("Bytes, as they are.")

    /// A stream of server-sent events. OpenAPI 3.1 has no word for what is in one, so it stands in a member of our own.
    ///
    /// - Parameter data: of each event, by its name, as JSON.
    static func events(_ data: [String: Schema]) -> Schema {
        var schema = string().saying("Events, one after another; x-event-data has the data of each by its name.")
        schema.keywords["x-event-data"] = .object(data.mapValues(\.value))
        return schema
    }

    /// A part of a form that holds bytes.
    static let file = string(format: "binary")

    /// - Parameters:
    ///   - lengths: in characters.
    ///   - values: the only ones.
    static func string(
        format: String? = nil, pattern: String? = nil, lengths: ClosedRange<Int>? = nil, values: [String]? = nil
    ) -> Schema {
        var schema = Schema(["type": "string"])
        schema.keywords["format"] = format.map { .string($0) }
        schema.keywords["pattern"] = pattern.map { .string($0) }
        schema.keywords["minLength"] = lengths.map { .integer($0.lowerBound) }
        schema.keywords["maxLength"] = lengths.map { .integer($0.upperBound) }
        schema.keywords["enum"] = values.map { .strings($0) }
        return schema
    }

    /// Of any length but none.
    static let text = Schema(["type": "string", "minLength": 1])

    static func integer(_ range: ClosedRange<Int>) -> Schema {
        Schema(["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)])
    }

    static func integer(from least: Int = 0) -> Schema { Schema(["type": "integer", "minimum": .integer(least)]) }

    static func number(from least: Int = 0, to most: Int? = nil) -> Schema {
        var schema = Schema(["type": "number", "minimum": .integer(least)])
        schema.keywords["maximum"] = most.map { .integer($0) }
        return schema
    }

    /// A number that a float32 model can compute with: of larger ones its weights and sums make infinity.
    static let feature = Schema([
        "type": .strings(["number", "boolean"]), "minimum": .number(-1e30), "maximum": .number(1e30),
    ]).saying("true is 1, false is 0, as in the tutorial.")
    static let probability = number(to: 1)

    static func list(of element: Schema, counts: ClosedRange<Int>? = nil) -> Schema {
        var schema = Schema(["type": "array", "items": element.value])
        schema.keywords["minItems"] = counts.map { .integer($0.lowerBound) }
        schema.keywords["maxItems"] = counts.map { .integer($0.upperBound) }
        return schema
    }

    /// - Parameter optional: members that may be missing; `*` stands for all of them.
    static func object(_ members: [String: Schema], optional: Set<String> = []) -> Schema {
        let required = optional.contains("*") ? [] : members.keys.filter { !optional.contains($0) }.sorted()
        var schema = Schema(["type": "object", "properties": .object(members.mapValues(\.value))])
        if !required.isEmpty { schema.keywords["required"] = .strings(required) }
        return schema
    }

    /// An object whose names are data.
    static func map(of element: Schema) -> Schema { Schema(["type": "object", "additionalProperties": element.value]) }

    /// A schema of the document's components.
    static func named(_ name: String) -> Schema { Schema(["$ref": .string("#/components/schemas/\(name)")]) }

    static func either(_ schemas: Schema...) -> Schema { Schema(["anyOf": .list(schemas.map(\.value))]) }

    /// What both say.
    static func both(_ first: Schema, _ second: Schema) -> Schema {
        Schema(["allOf": .list([first.value, second.value])])
    }

    func orNull() -> Schema {
        guard case .string(let type) = keywords["type"], keywords["enum"] == nil else {
            return .either(self, Schema(["type": "null"]))
        }
        var schema = self
        schema.keywords["type"] = .strings([type, "null"])
        return schema
    }

    func saying(_ description: String) -> Schema {
        var schema = self
        schema.keywords["description"] = .string(description)
        return schema
    }

    func example(_ value: DocumentValue) -> Schema {
        var schema = self
        schema.keywords["examples"] = .list([value])
        return schema
    }
}
