import API
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import _NIOFileSystem

/// Sends one image to `POST /v1/jobs`.
struct Upload: Sendable {
    /// Bytes that are read and sent at a time.
    private static let chunkBytes = 128 * 1024
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
            return try await send(chunks(of: ByteBuffer(data: data)), length: data.count, over: transport)
        case .file(let path):
            do {
                return try await sendFile(path, over: transport)
            } catch let error as ClientError {
                throw error
            } catch let error as FileSystemError {
                throw ClientError(.file, "'\(PlainText.of(path))' cannot be read: \(reason(error)).")
            } catch {
                throw transport.failure(error, of: request)
            }
        }
    }

    private func sendFile(_ path: String, over transport: HTTPTransport) async throws -> Job {
        let name = PlainText.of(path)
        // Asked before it is opened: to open a pipe without a writer waits for ever.
        guard let kind = try await FileSystem.shared.info(forFileAt: FilePath(path))?.type else {
            throw ClientError(.file, "'\(name)' cannot be read: there is no such file.")
        }
        guard kind == .regular else {
            throw ClientError(.file, "'\(name)' is a \(kind), not a file with an image.")
        }
        return try await FileSystem.shared.withFileHandle(forReadingAt: FilePath(path)) { handle in
            let length = try await handle.info().size
            // The file may grow meanwhile: what was promised in content-length is sent, no more.
            let chunks = handle.readChunks(in: 0..<length, chunkLength: .bytes(Int64(Self.chunkBytes)))
            return try await send(chunks, length: Int(length), over: transport)
        }
    }

    private func chunks(of buffer: ByteBuffer) -> AsyncStream<ByteBuffer> {
        AsyncStream { continuation in
            var rest = buffer
            while let slice = rest.readSlice(length: min(rest.readableBytes, Self.chunkBytes)), slice.readableBytes > 0
            {
                continuation.yield(slice)
            }
            continuation.finish()
        }
    }

    /// Races the request against its own standing still, and against a service that does not answer.
    private func send<Chunks: AsyncSequence & Sendable>(
        _ chunks: Chunks, length: Int, over transport: HTTPTransport
    ) async throws(ClientError) -> Job where Chunks.Element == ByteBuffer {
        let meter = UploadMeter(length: length, progress: upload.progress)
        var request = request
        request.body = .stream(meter.metered(chunks), length: .known(Int64(length)))
        let sent = request
        let result = await withTaskGroup(of: Result<Job, ClientError>?.self) { group in
            group.addTask {
                do throws(ClientError) {
                    let response = try await transport.send(sent)
                    meter.answerBegan()
                    let accepted = try await transport.accepted(response, of: sent)
                    meter.answered()
                    return .success(try await transport.value(Job.self, from: accepted, of: sent))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                switch await meter.stall(transport.timeouts) {
                case .sending: .failure(transport.failure(HTTPClientError.writeTimeout, of: sent))
                case .answer: .failure(transport.failures(of: sent).uploadUnanswered)
                case .rest: .failure(transport.failures(of: sent).uploadHalfAnswered)
                case nil: nil
                }
            }
            defer {
                group.cancelAll()
                meter.answered()
            }
            for await result in group {
                if let result { return result }
            }
            return .failure(transport.failure(CancellationError(), of: sent))
        }
        return try result.get()
    }

    /// Everything but the body.
    private var request: ServiceRequest {
        var query: [URLQueryItem] = []
        if let model = upload.model { query.append(URLQueryItem(name: "model", value: model)) }
        if let topK = upload.topK { query.append(URLQueryItem(name: "top_k", value: String(topK))) }
        let headers: HTTPHeaders = [
            "content-type": ImageContentType.of(name: upload.name),
            HeaderName.imageName: PercentEncoding.encode(shortened(upload.name)),
            HeaderName.client: client,
            HeaderName.idempotencyKey: upload.idempotencyKey,
        ]
        return ServiceRequest(
            .POST, Routes.jobs, query: query, headers: headers, answerWithin: nil, isWatchedBySender: true)
    }

    private func shortened(_ name: String) -> String {
        var kept = name
        while kept.utf8.count > Self.maxNameBytes { kept.removeLast() }
        return kept
    }

    private func reason(_ error: FileSystemError) -> String {
        switch error.code {
        case .notFound: "there is no such file"
        case .permissionDenied: "this user may not read it"
        default: PlainText.of(error.message)
        }
    }
}
