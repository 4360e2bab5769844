import API
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension UploadReader {
    /// Bytes of a JSON body: 64 KiB, over ten numbers for each feature that a model may have.
    static let maxJSONBytes = 64 * 1024

    /// The whole body, as it came.
    ///
    /// - Throws: `BODY_TOO_LARGE`, by `Content-Length` before a byte is read; `INVALID_REQUEST` for a body that breaks off.
    func json(_ request: Request) async throws -> Data {
        if let length = request.headers[.contentLength].flatMap(Int.init), length > Self.maxJSONBytes {
            throw Self.jsonTooLarge("\(length) bytes")
        }
        var body = Data()
        try await read(request) { chunk throws(ServiceError) in
            guard body.count + chunk.readableBytes <= Self.maxJSONBytes else { throw Self.jsonTooLarge("over that") }
            body.append(contentsOf: chunk.readableBytesView)
        }
        return body
    }

    private static func jsonTooLarge(_ size: String) -> ServiceError {
        var error = ServiceError(
            .bodyTooLarge,
            "This server takes JSON of at most \(maxJSONBytes) bytes; this has \(size). Send one row of numbers.",
            details: ["limit": maxJSONBytes])
        error.endsConnection = true
        return error
    }
}
