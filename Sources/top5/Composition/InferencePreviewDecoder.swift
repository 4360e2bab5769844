import Foundation
import Inference
import TUI

/// Lets the dashboard see pictures through the service's own decoder, without knowing it.
struct InferencePreviewDecoder: PreviewDecoder {
    /// A picture may be shown that a service would refuse: 64 MiB, 100 megapixels.
    private static let limits = ImageLimits(maxBytes: 64 << 20, maxPixels: 100_000_000, maxSide: 65_535)

    func decode(_ bytes: Data, width: Int, height: Int) async throws -> PreviewImage {
        do {
            let image = try await Thumbnail.make(
                bytes, fit: PixelSize(width: width, height: height), limits: Self.limits)
            return PreviewImage(width: image.width, height: image.height, rgb: image.rgb)
        } catch {
            throw PreviewError(error.message)
        }
    }

    func inspect(_ prefix: Data) -> PreviewFacts? {
        // The dashboard holds the real limits against these facts; here nothing is too large.
        let limits = ImageLimits(maxBytes: .max, maxPixels: .max, maxSide: .max)
        guard let header = try? ImageInspector.inspect(prefix: prefix, fileBytes: prefix.count, limits: limits) else {
            return nil
        }
        return PreviewFacts(format: header.format.rawValue, width: header.width, height: header.height)
    }
}
