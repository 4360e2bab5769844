import Client
import Foundation

/// Makes pictures for the preview: waits until the cursor rests, reads, decodes, turns pixels into what the terminal
/// shows, and remembers.
actor PreviewLoader {
    /// A cursor that moves on within this time costs no decoding.
    private static let rest = Duration.milliseconds(60)
    /// Pixels of a preview that a service makes.
    private static let sides = 16...1024

    private let client: any ServiceClient
    private let files: FileReader
    private let decoder: any PreviewDecoder
    private let renderer: any CellRenderer
    private let time: TimeSource
    private var pictures = PictureCache()

    init(
        client: any ServiceClient, files: FileReader, decoder: any PreviewDecoder, renderer: any CellRenderer,
        time: TimeSource
    ) {
        self.client = client
        self.files = files
        self.decoder = decoder
        self.renderer = renderer
        self.time = time
    }

    /// nil when it was cancelled.
    /// - Parameter rests: waits a moment first, in which the cursor may move on.
    func picture(for request: PreviewRequest, rests: Bool = true) async -> Result<CellImage, PreviewError>? {
        if let known = pictures[request] { return .success(known) }
        do {
            if rests { try await time.sleep(Self.rest) }
            let bytes = try await bytes(for: request)
            try Task.checkCancellation()
            let pixels = request.pixels
            let image = try await decoder.decode(bytes, width: pixels.width, height: pixels.height)
            try Task.checkCancellation()
            let picture = await picture(of: image, for: request)
            pictures[request] = picture
            return .success(picture)
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

    private func bytes(for request: PreviewRequest) async throws -> Data {
        switch request.source {
        case .job(let id):
            let pixels = request.pixels
            let side = max(pixels.width, pixels.height)
            return try await client.preview(
                of: id, fit: min(max(side, Self.sides.lowerBound), Self.sides.upperBound))
        case .file(let version):
            guard let result = await files.contents(of: version.path) else { throw CancellationError() }
            return Data(try result.get())
        }
    }

    private func picture(of image: PreviewImage, for request: PreviewRequest) async -> CellImage {
        let look = request.look
        let fit = look.fit(rows: request.rows, columns: request.columns)
        if let picture = await renderer.pixels(for: image, fit: fit, look: look) { return picture }
        return await renderer.cells(for: image, fit: fit, colors: look.shownColors, unicode: look.unicode)
    }
}
