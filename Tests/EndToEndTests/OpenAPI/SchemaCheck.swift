import Foundation

/// Holds a value against a schema of an OpenAPI document: the part of JSON Schema that ours uses. Stricter than the standard
/// in one thing: a member that no schema names is a violation.
struct SchemaCheck {
    let document: [String: Any]

    struct UnknownKeyword: Error {
        var name: String
    }

    private static let remarks: Set<String> = ["description", "examples", "format"]

    /// What is wrong, one line each.
    func violations(of value: Any, _ schema: [String: Any], at path: String = "answer") throws -> [String] {
        let wrong = try mismatches(of: value, schema, at: path)
        return wrong.isEmpty ? try undocumented(in: value, [schema], at: path) : wrong
    }

    private func resolve(_ reference: String) -> [String: Any] {
        reference.split(separator: "/").dropFirst()
            .reduce(document) { $0[String($1)] as? [String: Any] ?? [:] }
    }

    /// Members that none of the schemas names that hold for a value together.
    private func undocumented(in value: Any, _ schemas: [[String: Any]], at path: String) throws -> [String] {
        let parts = try schemas.flatMap { try holding($0, for: value) }
        // A schema that says nothing lets everything stand.
        guard !parts.contains(where: \.isEmpty) else { return [] }
        if let values = value as? [Any] {
            let elements = parts.compactMap { $0["items"] as? [String: Any] }
            return try values.enumerated().flatMap { try undocumented(in: $1, elements, at: "\(path)[\($0)]") }
        }
        guard let members = value as? [String: Any] else { return [] }
        let others = parts.compactMap { $0["additionalProperties"] as? [String: Any] }
        return try members.sorted { $0.key < $1.key }.flatMap { name, member in
            let own = parts.compactMap { ($0["properties"] as? [String: [String: Any]])?[name] }
            guard !own.isEmpty || !others.isEmpty else { return ["\(path).\(name) is not documented"] }
            return try undocumented(in: member, own.isEmpty ? others : own, at: "\(path).\(name)")
        }
    }

    /// A schema and the schemas in it that hold for a value, without references.
    private func holding(_ schema: [String: Any], for value: Any) throws -> [[String: Any]] {
        if let reference = schema["$ref"] as? String { return try holding(resolve(reference), for: value) }
        let all = schema["allOf"] as? [[String: Any]] ?? []
        let any = try (schema["anyOf"] as? [[String: Any]] ?? []).filter {
            try mismatches(of: value, $0, at: "").isEmpty
        }
        guard !all.isEmpty || !any.isEmpty else { return [schema] }
        return try (all + any).flatMap { try holding($0, for: value) }
    }

    private func mismatches(of value: Any, _ schema: [String: Any], at path: String) throws -> [String] {
        var wrong: [String] = []
        for (keyword, rule) in schema where !Self.remarks.contains(keyword) {
            switch keyword {
            case "$ref": wrong += try mismatches(of: value, resolve(rule as? String ?? ""), at: path)
            case "type": wrong += typeViolations(of: value, rule, at: path)
            case "enum":
                let allowed = rule as? [NSObject] ?? []
                if !allowed.contains(where: { $0.isEqual(value) }) {
                    wrong.append("\(path) is \(value), not of \(allowed)")
                }
            case "required":
                let members = value as? [String: Any] ?? [:]
                wrong += (rule as? [String] ?? []).filter { members[$0] == nil }.map { "\(path).\($0) is missing" }
            case "properties":
                for (name, part) in rule as? [String: [String: Any]] ?? [:] {
                    guard let member = (value as? [String: Any])?[name] else { continue }
                    wrong += try mismatches(of: member, part, at: "\(path).\(name)")
                }
            case "additionalProperties":
                for (name, member) in value as? [String: Any] ?? [:] {
                    wrong += try mismatches(of: member, rule as? [String: Any] ?? [:], at: "\(path).\(name)")
                }
            case "items":
                for (index, element) in (value as? [Any] ?? []).enumerated() {
                    wrong += try mismatches(of: element, rule as? [String: Any] ?? [:], at: "\(path)[\(index)]")
                }
            case "allOf":
                for part in rule as? [[String: Any]] ?? [] { wrong += try mismatches(of: value, part, at: path) }
            case "anyOf":
                let all = try (rule as? [[String: Any]] ?? []).map { try mismatches(of: value, $0, at: path) }
                if !all.contains(where: \.isEmpty) { wrong += all.flatMap { $0 } }
            case "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems":
                wrong += limitViolations(of: value, keyword, rule as? Double ?? 0, at: path)
            case "pattern":
                let pattern = try Regex(rule as? String ?? "")
                if let text = value as? String, text.firstMatch(of: pattern) == nil {
                    wrong.append("\(path) is '\(text)', not of \(rule)")
                }
            default: throw UnknownKeyword(name: keyword)
            }
        }
        return wrong
    }

    private func typeViolations(of value: Any, _ rule: Any, at path: String) -> [String] {
        let types = rule as? [String] ?? [rule as? String ?? ""]
        let found: Set<String> =
            switch Shape(value) {
            case .object: ["object"]
            case .list: ["array"]
            case .string: ["string"]
            case .bool: ["boolean"]
            case .null: ["null"]
            case .number: (value as? Double)?.rounded() == value as? Double ? ["integer", "number"] : ["number"]
            case .any: []
            }
        return found.isDisjoint(with: types) ? ["\(path) is \(value), not of type \(types)"] : []
    }

    private func limitViolations(of value: Any, _ keyword: String, _ limit: Double, at path: String) -> [String] {
        let size: Double? =
            switch keyword {
            case "minimum", "maximum": value as? Double
            case "minLength", "maxLength": (value as? String).map { Double($0.unicodeScalars.count) }
            default: (value as? [Any]).map { Double($0.count) }
            }
        guard let size, keyword.hasPrefix("min") ? size < limit : size > limit else { return [] }
        return ["\(path) is \(value), \(keyword) is \(limit)"]
    }
}
