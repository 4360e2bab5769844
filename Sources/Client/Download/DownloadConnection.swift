import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// One request of a download and its answer, over a connection of its own.
final class DownloadConnection: Sendable {
    let answer: DownloadAnswer
    private let http: HTTPClient
    private let body: HTTPClientResponse.Body

    /// Sends the request and returns with the head of the answer, whatever its status; redirects are not followed.
    ///
    /// - Throws: whatever the HTTP library throws.
    static func open(
        _ url: URL, from offset: Int64, ifRange: String?, limits: DownloadLimits,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) async throws -> DownloadConnection {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.timeout = .init(connect: TimeAmount(limits.connect), read: TimeAmount(limits.idle))
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.proxy = Proxy.of(url, environment: environment).map { .server(host: $0.host, port: $0.port) }
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            var request = HTTPClientRequest(url: url.absoluteString)
            request.headers = ["user-agent": "top5", "accept": "*/*", "accept-encoding": "identity"]
            if offset > 0 {
                request.headers.add(name: "range", value: "bytes=\(offset)-")
                if let ifRange { request.headers.add(name: "if-range", value: ifRange) }
            }
            let response = try await http.execute(request, deadline: .now() + TimeAmount(limits.connect + limits.idle))
            return DownloadConnection(response, http)
        } catch {
            try? await http.shutdown()
            throw error
        }
    }

    private init(_ response: HTTPClientResponse, _ http: HTTPClient) {
        answer = DownloadAnswer(status: Int(response.status.code), headers: response.headers)
        body = response.body
        self.http = http
    }

    /// The answer's bytes, read only as fast as they are asked for.
    func makeIterator() -> HTTPClientResponse.Body.AsyncIterator { body.makeAsyncIterator() }

    func close() async { try? await http.shutdown() }
}
