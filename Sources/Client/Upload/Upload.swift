import API
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import _NIOFileSystem

/// Sends one image to `POST /v1/jobs`.
struct Upload: Sendable {
    /// Bytes that are read from a file and sent at a time.
    private static let chunk = ByteCount.kibibytes(128)
    /// Bytes of UTF-8 of a name that are sent: the service's own limit.
    private static let maxNameBytes = 255

    private let upload: ImageUpload
    private let client: String

    init(_ upload: ImageUpload, client: String) {
        self.upload = upload
        self.client = client
    }

    func send(over transport: HTTPTransport) async throws(ClientError) -> Job {
        switch upload.source {
        case .bytes(let data):
            return try await transport.value(Job.self, of: request(.bytes(ByteBuffer(data: data))))
        case .file(let path):
            do {
                // Asked before it is opened: to open a pipe without a writer waits for ever.
                guard let kind = try await FileSystem.shared.info(forFileAt: FilePath(path))?.type else {
                    throw ClientError(.file, "\(name(of: path)) cannot be read: there is no such file.")
                }
                guard kind == .regular else {
                    throw ClientError(.file, "\(name(of: path)) is a \(kind), not a file with an image.")
                }
                return try await FileSystem.shared.withFileHandle(forReadingAt: FilePath(path)) { handle in
                    let info = try await handle.info()
                    // The file may grow meanwhile: what was promised in content-length is sent, no more.
                    let chunks = handle.readChunks(in: 0..<info.size, chunkLength: Self.chunk)
                    return try await transport.value(
                        Job.self, of: request(.stream(chunks, length: .known(info.size))))
                }
            } catch let error as ClientError {
                throw error
            } catch let error as FileSystemError {
                throw ClientError(.file, "\(name(of: path)) cannot be read: \(reason(error)).")
            } catch {
                throw transport.failure(error, of: request(.bytes(ByteBuffer())))
            }
        }
    }

    private func request(_ body: HTTPClientRequest.Body) -> ServiceRequest {
        var query: [URLQueryItem] = []
        if let model = upload.model { query.append(URLQueryItem(name: "model", value: model)) }
        if let topK = upload.topK { query.append(URLQueryItem(name: "top_k", value: String(topK))) }
        let headers: HTTPHeaders = [
            "content-type": ImageContentType.of(name: upload.name),
            HeaderName.imageName: PercentEncoding.encode(shortened(upload.name)),
            HeaderName.client: client,
            "idempotency-key": UUID().uuidString,
        ]
        return ServiceRequest(.POST, Routes.jobs, query: query, headers: headers, body: body, answerWithin: nil)
    }

    private func shortened(_ name: String) -> String {
        var kept = name
        while kept.utf8.count > Self.maxNameBytes { kept.removeLast() }
        return kept
    }

    private func name(of path: String) -> String { "'\(PlainText.of(path))'" }

    private func reason(_ error: FileSystemError) -> String {
        switch error.code {
        case .notFound: "there is no such file"
        case .permissionDenied: "this user may not read it"
        default: PlainText.of(error.message)
        }
    }
}
