import Client
import Foundation

/// Makes pictures for the preview: waits until the cursor rests, reads, decodes, turns pixels into cells, and remembers.
actor PreviewLoader {
    /// Pictures that are kept.
    private static let capacity = 32
    /// A cursor that moves on within this time costs no decoding.
    private static let rest = Duration.milliseconds(60)
    /// Pixels a cell that renderers can make use of; a cell is twice as high as wide.
    private static let cellPixels = (width: 8, height: 16)

    private let client: any ServiceClient
    private let files: FileReader
    private let decoder: any PreviewDecoder
    private let renderer: any CellRenderer
    private let capabilities: TerminalCapabilities
    private let time: TimeSource

    private var pictures: [PreviewRequest: CellImage] = [:]
    /// Least recently used first.
    private var order: [PreviewRequest] = []

    init(
        client: any ServiceClient, files: FileReader, decoder: any PreviewDecoder, renderer: any CellRenderer,
        capabilities: TerminalCapabilities, time: TimeSource
    ) {
        self.client = client
        self.files = files
        self.decoder = decoder
        self.renderer = renderer
        self.capabilities = capabilities
        self.time = time
    }

    /// nil when it was cancelled.
    func picture(for request: PreviewRequest) async -> Result<CellImage, PreviewError>? {
        if let known = pictures[request] {
            remember(known, for: request)
            return .success(known)
        }
        do {
            try await time.sleep(Self.rest)
            let bytes = try await bytes(of: request.source)
            try Task.checkCancellation()
            let image = try await decoder.decode(
                bytes, width: request.columns * Self.cellPixels.width, height: request.rows * Self.cellPixels.height)
            try Task.checkCancellation()
            let cells = await renderer.cells(
                for: image, fit: Size(rows: request.rows, columns: request.columns), colors: capabilities.colors,
                unicode: capabilities.unicode)
            remember(cells, for: request)
            return .success(cells)
        } catch let error as PreviewError {
            return .failure(error)
        } catch let error as ClientError {
            return error.kind == .cancelled ? nil : .failure(PreviewError(Strings.shown(error)))
        } catch let error as FileProblem {
            return .failure(PreviewError(error.reason))
        } catch {
            return Task.isCancelled || error is CancellationError ? nil : .failure(PreviewError("\(error)"))
        }
    }

    private func bytes(of source: PreviewRequest.Source) async throws -> Data {
        switch source {
        case .job(let id): return try await client.image(of: id)
        case .file(let version):
            guard let result = await files.contents(of: version.path) else { throw CancellationError() }
            return Data(try result.get())
        }
    }

    private func remember(_ picture: CellImage, for request: PreviewRequest) {
        pictures[request] = picture
        order.removeAll { $0 == request }
        order.append(request)
        if order.count > Self.capacity { pictures[order.removeFirst()] = nil }
    }
}
