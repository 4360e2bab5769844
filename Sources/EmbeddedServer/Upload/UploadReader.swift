import API
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Reads a submitted image from a request, counting as it goes; nothing over the limit is ever held.
struct UploadReader {
    let limits: Limits
    /// What it reads counts there.
    let share: UploadShare

    /// Room for a multipart body's own lines around the image.
    static let multipartOverhead = 64 * 1024

    /// An uploaded file part.
    struct File: Sendable {
        var image = ReceivedImage()
        /// As the part names it; nil when it has no `filename`, "" for a form sent without a file.
        var name: String?
    }

    /// The whole body as one image.
    func raw(_ request: Request) async throws -> ReceivedImage {
        try refuseTooLong(request, limit: limits.maxImageBytes)
        var image = ReceivedImage()
        try await read(request) { chunk throws(ServiceError) in
            try count(image.bytes.count + chunk.readableBytes)
            image.append(chunk.readableBytesView)
        }
        return image
    }

    /// The parts named `image`, in their order, and the small text fields beside them.
    func multipart(_ request: Request, boundary: String) async throws -> (images: [File], fields: [String: String]) {
        let limit = limits.maxRequestBytes + Self.multipartOverhead
        if let length = request.headers[.contentLength].flatMap(Int.init), length > limit {
            throw Self.bodyTooLarge("\(length) bytes", limit: limits.maxRequestBytes)
        }
        var parser = try MultipartParser(boundary: boundary)
        var form = MultipartForm(limits: limits)
        var total = 0
        try await read(request) { chunk throws(ServiceError) in
            total += chunk.readableBytes
            if total > limit { throw Self.bodyTooLarge("more", limit: limits.maxRequestBytes) }
            for event in try parser.feed(chunk.readableBytesView) { try form.take(event) }
        }
        try parser.finish()
        return (form.images, form.fields)
    }

    /// - Throws: what `take` throws; `UPLOAD_MEMORY_FULL`; `INVALID_REQUEST` for a body that breaks off or is not HTTP.
    func read(
        _ request: Request, _ take: (ByteBuffer) throws(ServiceError) -> Void
    ) async throws(ServiceError) {
        do {
            for try await chunk in request.body {
                try share.add(chunk.readableBytes)
                try take(chunk)
            }
        } catch let error as ServiceError {
            throw error
        } catch {
            var error = ServiceError(
                .invalidRequest, "The body breaks off or is malformed; send the request again.",
                cause: String(reflecting: error))
            error.endsConnection = true
            throw error
        }
    }

    /// Refuses by `Content-Length`, before a byte of the body is read.
    private func refuseTooLong(_ request: Request, limit: Int) throws(ServiceError) {
        guard let length = request.headers[.contentLength].flatMap(Int.init), length > limit else { return }
        throw Self.tooLarge("\(length) bytes", limit: limits.maxImageBytes)
    }

    private func count(_ bytes: Int) throws(ServiceError) {
        if bytes > limits.maxImageBytes { throw Self.tooLarge("over that", limit: limits.maxImageBytes) }
    }

    private static func bodyTooLarge(_ size: String, limit: Int) -> ServiceError {
        var error = ServiceError(
            .bodyTooLarge,
            "This server takes bodies of at most \(limit) bytes; this one has \(size). Send fewer images at once.",
            details: ["limit": limit])
        error.endsConnection = true
        return error
    }

    static func tooLarge(_ size: String, limit: Int) -> ServiceError {
        var error = ServiceError(
            .bodyTooLarge,
            "This server takes images of at most \(limit) bytes; this one has \(size). Send a smaller one.",
            details: ["limit": limit])
        error.endsConnection = true
        return error
    }
}
