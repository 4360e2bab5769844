import API

/// One status that an operation answers with.
struct Answer: Sendable {
    var status: Int
    var description: String
    /// By media type; empty without a body.
    var content: [String: Schema] = [:]
    /// Headers that it always has, besides `X-Request-Id`.
    var headers: [String] = []

    static func json(_ status: Int, _ schema: Schema, _ description: String, headers: [String] = []) -> Answer {
        Answer(status: status, description: description, content: ["application/json": schema], headers: headers)
    }

    /// The error answers for these codes: one for each status, naming its codes.
    static func errors(_ codes: [ErrorCode]) -> [Answer] {
        Dictionary(grouping: codes, by: \.httpStatus).map { status, codes in
            let names = Set(codes.map(\.rawValue)).sorted()
            let error = Schema.object(["code": .string(values: names)])
            return .json(
                status, .both(.named("Error"), .object(["error": error])), names.joined(separator: ", "),
                headers: status == 429 || status == 503 ? ["Retry-After"] : [])
        }
    }

    /// The tutorial's errors, a sentence each.
    static func tutorialErrors(_ statuses: [Int: String]) -> [Answer] {
        statuses.map {
            .json(
                $0.key, .named("TutorialError"), $0.value,
                headers: $0.key == 429 || $0.key == 503 ? ["Retry-After"] : [])
        }
    }

    var value: DocumentValue {
        var names = headers
        names.append("X-Request-Id")
        let links = names.map { ($0, DocumentValue.object(["$ref": .string("#/components/headers/\($0)")])) }
        var members: [String: DocumentValue] = [
            "description": .string(description), "headers": .object(Dictionary(uniqueKeysWithValues: links)),
        ]
        if !content.isEmpty {
            members["content"] = .object(content.mapValues { .object(["schema": $0.value]) })
        }
        return .object(members)
    }
}
