import API
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import _NIOFileSystem

/// Sends one image, as it is or as a part of a form.
struct Upload: Sendable {
    /// - Parameter accepted: to be called when the head of the answer says that the image is wanted, before the rest is read.
    typealias Reading<Answer: Sendable> =
        @Sendable (HTTPClientResponse, ServiceRequest, _ accepted: () -> Void) async throws(ClientError) -> Answer

    /// Bytes that are read and sent at a time.
    private static let chunkBytes = 128 * 1024

    private let upload: ImageUpload
    /// Everything but the body.
    private let request: ServiceRequest
    private let frame: FormFrame?

    /// - Parameter frame: what stands around the image in a form; nil: the image alone is the body.
    init(_ upload: ImageUpload, request: ServiceRequest, frame: FormFrame? = nil) {
        self.upload = upload
        self.request = request
        self.frame = frame
    }

    /// - Parameter read: takes the answer, whatever its status.
    func send<Answer: Sendable>(
        over transport: HTTPTransport, read: @escaping Reading<Answer>
    ) async throws(ClientError) -> Answer {
        switch upload.source {
        case .bytes(let data):
            return try await send(
                chunks(of: ByteBuffer(data: data)), length: data.count, over: transport, read: read)
        case .file(let path):
            do {
                return try await sendFile(path, over: transport, read: read)
            } catch let error as ClientError {
                throw error
            } catch let error as FileSystemError {
                throw ClientError(.file, "'\(PlainText.of(path))' cannot be read: \(reason(error)).")
            } catch {
                throw transport.failure(error, of: request)
            }
        }
    }

    private func sendFile<Answer: Sendable>(
        _ path: String, over transport: HTTPTransport, read: @escaping Reading<Answer>
    ) async throws -> Answer {
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
            return try await send(chunks, length: Int(length), over: transport, read: read)
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
    private func send<Chunks: AsyncSequence & Sendable, Answer: Sendable>(
        _ chunks: Chunks, length: Int, over transport: HTTPTransport, read: @escaping Reading<Answer>
    ) async throws(ClientError) -> Answer where Chunks.Element == ByteBuffer {
        let framed = FramedChunks(base: chunks, frame: frame)
        let whole = length + (frame?.length ?? 0)
        let meter = UploadMeter(length: whole, progress: upload.progress)
        var request = request
        request.body = .stream(meter.metered(framed), length: .known(Int64(whole)))
        let sent = request
        let result = await withTaskGroup(of: Result<Answer, ClientError>?.self) { group in
            group.addTask {
                do throws(ClientError) {
                    let response = try await transport.send(sent)
                    meter.answerBegan()
                    return .success(try await read(response, sent) { meter.answered() })
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

    private func reason(_ error: FileSystemError) -> String {
        switch error.code {
        case .notFound: "there is no such file"
        case .permissionDenied: "this user may not read it"
        default: PlainText.of(error.message)
        }
    }
}
