import API
import Foundation
import HTTPTypes
import Testing

@testable import EmbeddedServer

@Suite struct OpenAPIDocumentTests {
    private func document() throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: try OpenAPIDocument.text.get())
        return try #require(value as? [String: Any])
    }

    /// Every `$ref` below a value.
    private func references(in value: Any) -> [String] {
        if let members = value as? [String: Any] {
            return (members["$ref"] as? String).map { [$0] } ?? members.values.flatMap(references)
        }
        return (value as? [Any])?.flatMap(references) ?? []
    }

    @Test func itHasTheRoutesOfTheServiceAndNoOther() throws {
        let paths = try #require(try document()["paths"] as? [String: [String: Any]])
        let documented = paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } }
        let served = RouteTable.routes.map { "\($0.method) \($0.path)" }
        #expect(documented.sorted() == served.sorted())
        #expect(OpenAPIDocument.operations.count == served.count)
    }

    @Test func everyOperationHasItsOwnNameAndThePathsParameters() {
        let operations = OpenAPIDocument.operations
        #expect(Set(operations.map(\.id)).count == operations.count)
        for operation in operations {
            let placeholders = operation.path.matches(of: /\{([a-z_]+)\}/).map { String($0.1) }
            let declared = operation.parameters.filter { $0.place == .path }.map(\.name)
            #expect(placeholders == declared, "\(operation.id)")
            #expect(Set(operation.parameters.map(\.name)).count == operation.parameters.count, "\(operation.id)")
            #expect(!operation.answers.isEmpty, "\(operation.id)")
        }
    }

    @Test func everyReferenceLeadsSomewhere() throws {
        let document = try document()
        let references = Set(references(in: document))
        #expect(references.contains("#/components/schemas/Job"))
        for reference in references {
            var place: Any? = document
            for name in reference.split(separator: "/").dropFirst() {
                place = (place as? [String: Any])?[String(name)]
            }
            #expect(place != nil, "\(reference)")
        }
        let used = references.compactMap { $0.wholeMatch(of: /#\/components\/schemas\/(.+)/).map { String($0.1) } }
        #expect(Set(Schemas.all.keys) == Set(used), "each named schema is used")
    }

    @Test func everyEventHasItsData() throws {
        let paths = try #require(try document()["paths"] as? [String: [String: [String: Any]]])
        let answers = try #require(paths["/v1/events"]?["get"]?["responses"] as? [String: [String: Any]])
        let content = try #require(answers["200"]?["content"] as? [String: [String: [String: Any]]])
        let data = try #require(content["text/event-stream"]?["schema"]?["x-event-data"] as? [String: Any])
        #expect(data.keys.sorted() == JobEvent.names.sorted())
    }

    /// `METHOD_NOT_ALLOWED` belongs to no operation; `STORE_IN_USE` ends a start, before anything is served; the others come
    /// before a request is read.
    @Test func everyErrorCodeHasItsPlace() {
        let elsewhere: Set<ErrorCode> = [
            .methodNotAllowed, .storeInUse, .requestTimeout, .headersTooLarge, .tooManyConnections,
        ]
        let answered = Set(OpenAPIDocument.operations.flatMap(\.allErrors) + JobSchemas.failures)
        #expect(answered.union(elsewhere) == Set(ErrorCode.allCases))
        #expect(answered.isDisjoint(with: elsewhere))
    }

    /// An error that shares a status with an answer would be left out of it.
    @Test func noErrorHidesBehindAnAnswer() {
        for operation in OpenAPIDocument.operations {
            let taken = Set(operation.answers.map(\.status))
            for error in operation.errors { #expect(!taken.contains(error.httpStatus), "\(operation.id): \(error)") }
        }
    }

    @Test func aParameterOfAListIsOneThatTheListTakes() throws {
        for operation in OpenAPIDocument.operations where operation.path == "/v1/jobs" && operation.method == .get {
            let names = operation.parameters.map(\.name)
            #expect(Set(["q", "state", "model", "client", "since", "until", "limit", "cursor"]).isSubset(of: names))
        }
    }
}
