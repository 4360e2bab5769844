import API
import Foundation
import TestSupport
import Testing

/// A service and its own OpenAPI document, which every answer is held against.
final class DocumentedService {
    let service: RunningService
    private let check: SchemaCheck
    /// Operations and statuses that were seen: `getJob 200`.
    private(set) var seen: Set<String> = []

    init(_ service: RunningService) async throws {
        self.service = service
        check = SchemaCheck(document: try await Curl.run("\(service.url)/openapi.json").json)
    }

    /// Sends a request and expects an answer that the document has for it.
    /// - Parameters:
    ///   - path: as the document has it, such as `/v1/jobs/{id}`.
    ///   - id: what stands for a placeholder.
    ///   - query: with its question mark.
    ///   - arguments: more for curl.
    @discardableResult
    func ask(
        _ method: String, _ path: String, id: String = "", query: String = "", _ arguments: [String] = [],
        at location: SourceLocation = #_sourceLocation
    ) async throws -> Curl {
        let address = service.url + path.replacing(/\{[a-z_]+\}/, with: id) + query
        let answer = try await Curl.run(["-X", method, address] + arguments)
        let paths = check.document["paths"] as? [String: [String: [String: Any]]]
        let operation = try #require(paths?[path]?[method.lowercased()], "\(method) \(path)", sourceLocation: location)
        let answers = try #require(operation["responses"] as? [String: [String: Any]], sourceLocation: location)
        let name = "\(operation["operationId"] ?? "?") \(answer.status)"
        seen.insert(name)
        let documented = try #require(
            answers[String(answer.status)], "\(name): \(answer.text.prefix(2000))", sourceLocation: location)
        for header in (documented["headers"] as? [String: Any] ?? [:]).keys {
            #expect(answer.headers[header.lowercased()] != nil, "\(name) lacks \(header)", sourceLocation: location)
        }
        let content = documented["content"] as? [String: [String: Any]] ?? [:]
        guard !content.isEmpty else {
            #expect(answer.body.isEmpty, "\(name)", sourceLocation: location)
            return answer
        }
        let type = answer.headers["content-type"]?.split(separator: ";").first.map(String.init) ?? ""
        let kind = type.split(separator: "/").first.map { "\($0)/*" } ?? ""
        let media = try #require(content[type] ?? content[kind], "\(name) is \(type)", sourceLocation: location)
        if type == "application/json", let schema = media["schema"] as? [String: Any] {
            let value = try JSONSerialization.jsonObject(with: answer.body, options: .fragmentsAllowed)
            let violations = try check.violations(of: value, schema)
            #expect(violations == [], "\(name): \(answer.text.prefix(2000))", sourceLocation: location)
        }
        return answer
    }

    /// What is wrong with a value of one of the document's named schemas.
    func violations(of text: some StringProtocol, _ schema: String) throws -> [String] {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        return try check.violations(of: value, ["$ref": "#/components/schemas/\(schema)"])
    }

    /// What is wrong with the data of an event.
    /// - Throws: for an event that the document does not have.
    func violations(of text: some StringProtocol, event: String) throws -> [String] {
        let paths = check.document["paths"] as? [String: [String: [String: Any]]]
        let answers = paths?["/v1/events"]?["get"]?["responses"] as? [String: [String: Any]]
        let content = answers?["200"]?["content"] as? [String: [String: [String: Any]]]
        let data = content?["text/event-stream"]?["schema"]?["x-event-data"] as? [String: [String: Any]]
        guard let schema = data?[event] else { throw SchemaCheck.UnknownKeyword(name: event) }
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        return try check.violations(of: value, schema)
    }

    /// The job once it has ended.
    func ended(_ id: String) async throws -> Curl {
        var last = try await ask("GET", "/v1/jobs/{id}", id: id)
        try await Deadline.poll(within: .seconds(60)) {
            last = try await ask("GET", "/v1/jobs/{id}", id: id)
            return !["queued", "running"].contains(last.json["status"] as? String)
        }
        return last
    }
}
