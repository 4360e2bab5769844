import API
import Foundation
import HTTPTypes

/// The OpenAPI 3.1 document of the service. It is made of values of the program, not of a file, so that a service needs none
/// and no number stands in two places; a test holds it against the routes.
enum OpenAPIDocument {
    static let operations: [Operation] = JobOperations.all + ServiceOperations.all + TutorialOperations.all

    /// JSON in UTF-8; made when it is first asked for.
    static let text: Result<Data, any Error> = Result { try WireCoding.encoder().encode(value) }

    private static var value: DocumentValue {
        var paths: [String: [String: DocumentValue]] = [:]
        for operation in operations {
            paths[operation.path, default: [:]][operation.method.rawValue.lowercased()] = operation.value
        }
        return .object([
            "openapi": "3.1.0",
            "info": .object([
                "title": "top5", "version": "1",
                "summary": "Classifies images, and keeps the queue of images to classify.",
                "description": .string(description),
            ]),
            // Without tokens, the service asks for none.
            "security": .list([.object(["token": .list([])]), .object([:])]),
            "tags": .list(Operation.Tag.allCases.map { .object(["name": .string($0.rawValue)]) }),
            "paths": .object(paths.mapValues { .object($0) }),
            "components": .object([
                "securitySchemes": .object([
                    "token": .object(["type": "http", "scheme": "bearer", "description": "Of `top5 token create`."])
                ]),
                "schemas": .object(Schemas.all.mapValues(\.value)), "headers": .object(headers),
            ]),
        ])
    }

    private static let description = """
        JSON is UTF-8, times are ISO 8601 UTC with milliseconds, durations are milliseconds, sizes bytes, probabilities \
        0...1. HEAD works wherever GET does. A method that a path does not take is answered with 405 METHOD_NOT_ALLOWED \
        and Allow, a path that is not there with 404 NOT_FOUND. Before a request is read: 408 REQUEST_TIMEOUT for one that \
        comes too slowly, 431 HEADERS_TOO_LARGE, 503 TOO_MANY_CONNECTIONS. Where the service has tokens, \
        Authorization: Bearer TOKEN.
        """

    private static var headers: [String: DocumentValue] {
        [
            "X-Request-Id": header(.string(lengths: 1...128), "The caller's, or one made for it; the log has it too."),
            "Location": header(.string(pattern: "^/"), "Where the job is found."),
            "ETag": header(.string(pattern: "^\".+\"$"), "For If-None-Match."),
            "Retry-After": header(.integer(1...60), "Seconds."),
        ]
    }

    private static func header(_ schema: Schema, _ description: String) -> DocumentValue {
        .object(["required": true, "schema": schema.value, "description": .string(description)])
    }
}
