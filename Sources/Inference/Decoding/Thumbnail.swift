package import Foundation

/// Small pictures for previews.
package struct Thumbnail {
    /// An image that fits in a box, never larger than the original.
    ///
    /// - Parameter fit: the box, in pixels.
    /// - Throws: as `ImageInspector.inspect`; `UNREADABLE_IMAGE` for damaged data; `CANCELLED`.
    package static func make(
        _ bytes: Data, fit: PixelSize, limits: ImageLimits = ImageLimits()
    ) async throws(InferenceError) -> PixelImage {
        let header = try ImageInspector.inspect(bytes, limits: limits)
        return try await BlockingThreads.images.run { () throws(InferenceError) in
            try ImageDecoder.decode(bytes, header: header, target: .fit(fit), limits: limits).image
        }
    }
}
