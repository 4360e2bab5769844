import API
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Reading an answer: the promised value, or the service's own error, or a complaint that says what came instead.
extension HTTPTransport {
    /// Bytes of a JSON answer: 500 jobs with a top-100 each stay below it.
    private static let maxJSONBytes = 32 * 1024 * 1024
    /// Bytes of an error answer that are read.
    private static let maxErrorBytes = 64 * 1024

    /// - Throws: `ClientError`: `refused` with the service's code and message, `badAnswer`, `unreachable`, `cancelled`.
    func value<Value: Decodable>(
        _ type: Value.Type, of request: ServiceRequest
    ) async throws(ClientError) -> Value {
        try await value(type, from: try await accepted(request), of: request)
    }

    /// The promised value in an answer that was accepted.
    func value<Value: Decodable>(
        _ type: Value.Type, from response: HTTPClientResponse, of request: ServiceRequest
    ) async throws(ClientError) -> Value {
        let body = try await collect(response, of: request, upTo: Self.maxJSONBytes)
        do {
            return try WireCoding.decoder().decode(type, from: Data(buffer: body))
        } catch {
            throw ClientError(
                .badAnswer,
                "\(address) sent an answer that cannot be read: it is not a top5 service, or one of another version.",
                detail:
                    "\(request.line): \(response.status.code), \(content(of: response)), no \(type): \(reason(error))")
        }
    }

    /// The answer with a 2xx status.
    /// - Throws: `ClientError` for every other status.
    func accepted(_ request: ServiceRequest) async throws(ClientError) -> HTTPClientResponse {
        try await accepted(try await send(request), of: request)
    }

    /// The answer, if it has a 2xx status.
    func accepted(
        _ response: HTTPClientResponse, of request: ServiceRequest
    ) async throws(ClientError) -> HTTPClientResponse {
        guard !(200..<300).contains(response.status.code) else { return response }
        throw await refusal(response, of: request)
    }

    private func refusal(_ response: HTTPClientResponse, of request: ServiceRequest) async -> ClientError {
        let status = Int(response.status.code)
        let body: ByteBuffer
        do {
            body = try await collect(response, of: request, upTo: Self.maxErrorBytes)
        } catch {
            // A service's own error that was cut off is worth another try; of anybody else the status says enough.
            guard error.kind != .cancelled, !content(of: response).hasPrefix("application/json") else { return error }
            body = ByteBuffer()
        }
        if let detail = try? WireCoding.decoder().decode(ErrorBody.self, from: Data(buffer: body)).error {
            let kind = ClientError.Kind.refused(status: status, code: PlainText.of(detail.code))
            // The service speaks of headers to programs; a person gives a token otherwise.
            guard detail.code == ErrorCode.unauthenticated.rawValue else {
                // A date, which the header may also hold, is nothing that this service sends.
                let wait = response.headers.first(name: "retry-after").flatMap { Int($0) }
                return ClientError(kind, PlainText.of(detail.message), retryAfter: wait.map { max(0, $0) })
            }
            return ClientError(
                kind,
                hasToken
                    ? "\(address) does not know the token, or no more. Ask whoever runs it for another."
                    : "\(address) wants a token: put it into TOP5_TOKEN or into a file for --token-file.")
        }
        if (300..<400).contains(status), let target = response.headers.first(name: "location") {
            return ClientError(
                .badAnswer,
                "\(address) points to \(PlainText.of(target)). Give the address of the service itself.",
                detail: "\(request.line): \(status)")
        }
        return ClientError(
            .badAnswer,
            "\(address) answered \(status) to \(request.line): it is not a top5 service.", detail: content(of: response)
        )
    }

    private func content(of response: HTTPClientResponse) -> String {
        response.headers.first(name: "content-type").map(PlainText.of) ?? "no content type"
    }

    private func reason(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return PlainText.of(String(describing: error)) }
        switch error {
        case .keyNotFound(let key, _):
            return "'\(PlainText.of(key.stringValue))' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            return PlainText.of(path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)")
        @unknown default:
            return "it cannot be decoded"
        }
    }
}
