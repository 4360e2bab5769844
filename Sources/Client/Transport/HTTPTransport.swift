import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL

/// Sends requests over one pool of connections and turns every way in which that goes wrong into a `ClientError`.
struct HTTPTransport: Sendable {
    let address: ServiceAddress
    let timeouts: ClientTimeouts
    private let token: String?
    var hasToken: Bool { token != nil }
    private let http: HTTPClient
    /// For what its sender watches: this library's own limits also count while a slow consumer reads nothing, and while
    /// an upload waits for its answer.
    private let unwatched: HTTPClient

    init(address: ServiceAddress, credentials: ServiceCredentials = .none, timeouts: ClientTimeouts) {
        self.address = address
        token = credentials.token
        self.timeouts = timeouts
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if let roots = credentials.trustRoots { tls.trustRoots = .certificates(roots) }
        configuration.tlsConfiguration = tls
        configuration.timeout = .init(
            connect: TimeAmount(timeouts.connect), read: TimeAmount(timeouts.read), write: TimeAmount(timeouts.write))
        // A refused connection is an answer; whoever follows events tries again by its own rule.
        configuration.connectionPool.retryConnectionEstablishment = false
        // Shorter than any server keeps an idle connection, so that none is taken just as the server closes it.
        configuration.connectionPool.idleTimeout = .seconds(10)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        configuration.timeout = .init(connect: TimeAmount(timeouts.connect))
        unwatched = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Closes every connection; requests under way fail. A second call does nothing.
    func shutdown() async {
        try? await unwatched.shutdown()
        try? await http.shutdown()
    }

    /// Sends the request and returns its answer, whatever the status, with a body that is still to be read.
    func send(_ request: ServiceRequest) async throws(ClientError) -> HTTPClientResponse {
        var message = HTTPClientRequest(url: address.url(request.path, query: request.query))
        message.method = request.method
        message.headers = request.headers
        // Redirects are not followed, so it goes to no other host.
        if let token { message.headers.replaceOrAdd(name: "authorization", value: "Bearer \(token)") }
        message.body = request.body
        do {
            return try await execute(message, for: request)
        } catch let error as HTTPClientError where error == .remoteConnectionClosed && request.isRepeatable {
            // The service may have closed an idle connection in the moment in which it was taken from the pool.
            do {
                return try await execute(message, for: request)
            } catch {
                throw failure(error, of: request)
            }
        } catch {
            throw failure(error, of: request)
        }
    }

    /// Reads the answer's body to its end.
    /// - Parameter maxBytes: a longer body is `badAnswer`.
    func collect(
        _ response: HTTPClientResponse, of request: ServiceRequest, upTo maxBytes: Int
    ) async throws(ClientError) -> ByteBuffer {
        do {
            return try await response.body.collect(upTo: maxBytes)
        } catch is NIOTooManyBytesError {
            throw ClientError(
                .badAnswer,
                "\(address) answered with more than the \(maxBytes) bytes that are read.", detail: request.line)
        } catch {
            throw failure(error, of: request)
        }
    }

    func failure(_ error: any Error, of request: ServiceRequest) -> ClientError {
        failures(of: request).clientError(error)
    }

    func failures(of request: ServiceRequest) -> RequestFailure {
        RequestFailure(request: request.line, address: address, timeouts: timeouts)
    }

    private func execute(
        _ message: HTTPClientRequest, for request: ServiceRequest
    ) async throws -> HTTPClientResponse {
        let client = request.isWatchedBySender ? unwatched : http
        return try await client.execute(
            message, deadline: request.answerWithin.map { .now() + TimeAmount($0) } ?? .distantFuture)
    }
}
