import API
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// `value` in the API's JSON dialect.
    static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) throws -> Response {
        let data = try WireCoding.encoder().encode(value)
        var headers = headers
        headers[.contentType] = "application/json"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }

    /// JSON that is written already.
    static func jsonText(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok, headers: [.contentType: type],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

extension HTTPField.Name {
    static let requestID = named(HeaderName.requestID)
    static let imageName = named(HeaderName.imageName)
    static let client = named(HeaderName.client)
    static let idempotencyKey = named(HeaderName.idempotencyKey)
    static let prefer = named("prefer")
    static let preferenceApplied = named("preference-applied")
    static let lastEventID = named(HeaderName.lastEventID)

    /// Our own names are tokens, so the fallback is never taken.
    private static func named(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .upgrade }
}
