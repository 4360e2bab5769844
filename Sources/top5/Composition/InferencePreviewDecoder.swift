import Foundation
import Inference
import TUI

/// Lets the dashboard see pictures through the service's own decoder, without knowing it.
struct InferencePreviewDecoder: PreviewDecoder {
    func decode(_ bytes: Data, width: Int, height: Int) async throws -> PreviewImage {
        do {
            let image = try await Thumbnail.make(
                bytes, fit: PixelSize(width: width, height: height), limits: ImageLimits())
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
