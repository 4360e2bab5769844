import AsyncHTTPClient
import Foundation
import NIOHTTP1

/// One request to the service, before it has an address.
struct ServiceRequest: Sendable {
    var method: HTTPMethod
    var path: String
    var query: [URLQueryItem]
    var headers: HTTPHeaders
    var body: HTTPClientRequest.Body?
    /// Until the head of the answer; nil for an upload, which lasts as long as bytes move.
    var answerWithin: Duration?
    /// True for an upload and for the event stream: their senders notice silence, the transport does not.
    var isWatchedBySender: Bool

    init(
        _ method: HTTPMethod, _ path: String, query: [URLQueryItem] = [], headers: HTTPHeaders = [:],
        body: HTTPClientRequest.Body? = nil, answerWithin: Duration?,
        isWatchedBySender: Bool = false
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.answerWithin = answerWithin
        self.isWatchedBySender = isWatchedBySender
    }

    /// As messages name it: `GET /v1/stats`.
    var line: String { "\(method.rawValue) \(path)" }

    /// Whether a second try can do no harm: nothing is changed by it, and no body has to be read again.
    var isRepeatable: Bool { method == .GET && body == nil }
}
