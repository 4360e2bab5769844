import API
import Foundation
import NIOHTTP1

/// The image alone, to `POST /v1/jobs`.
extension Upload {
    /// Bytes of UTF-8 of a name that are sent: the service's own limit.
    private static let maxNameBytes = 255

    /// - Parameter client: who submits.
    init(_ upload: ImageUpload, client: String) {
        var query: [URLQueryItem] = []
        if let model = upload.model { query.append(URLQueryItem(name: "model", value: model)) }
        if let topK = upload.topK { query.append(URLQueryItem(name: "top_k", value: String(topK))) }
        let headers: HTTPHeaders = [
            "content-type": ImageContentType.of(name: upload.name),
            HeaderName.imageName: PercentEncoding.encode(Self.shortened(upload.name)),
            HeaderName.client: client,
            HeaderName.idempotencyKey: upload.idempotencyKey,
        ]
        self.init(
            upload,
            request: ServiceRequest(
                .POST, Routes.jobs, query: query, headers: headers, answerWithin: nil, isWatchedBySender: true))
    }

    func send(over transport: HTTPTransport) async throws(ClientError) -> Job {
        try await send(over: transport) { (response, request, wanted) async throws(ClientError) in
            let accepted = try await transport.accepted(response, of: request)
            wanted()
            return try await transport.value(Job.self, from: accepted, of: request)
        }
    }

    private static func shortened(_ name: String) -> String {
        var kept = name
        while kept.utf8.count > maxNameBytes { kept.removeLast() }
        return kept
    }
}
