import API
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension UploadReader {
    /// Bytes of a row of numbers: 64 KiB, over ten numbers for each feature that a model may have.
    static let maxRowBytes = 64 * 1024

    /// The whole body, as it came.
    ///
    /// - Parameter advice: what to do about a body that is too large.
    /// - Throws: `BODY_TOO_LARGE`, by `Content-Length` before a byte is read; `INVALID_REQUEST` for a body that breaks off.
    func json(_ request: Request, maxBytes: Int, advice: String) async throws -> Data {
        func tooLarge(_ size: String) -> ServiceError {
            var error = ServiceError(
                .bodyTooLarge, "This server takes JSON of at most \(maxBytes) bytes here; this has \(size). \(advice)",
                details: ["limit": maxBytes])
            error.endsConnection = true
            return error
        }
        if let length = request.headers[.contentLength].flatMap(Int.init), length > maxBytes {
            throw tooLarge("\(length) bytes")
        }
        var body = Data()
        try await read(request) { chunk throws(ServiceError) in
            guard body.count + chunk.readableBytes <= maxBytes else { throw tooLarge("over that") }
            body.append(contentsOf: chunk.readableBytesView)
        }
        return body
    }
}
