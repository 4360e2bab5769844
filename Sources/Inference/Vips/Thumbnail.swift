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
        let longest = max(1, min(fit.width, fit.height))
        return try await BlockingThreads.images.run { () throws(InferenceError) in
            let image = try ImageDecoder.decode(bytes, header: header, shorterSide: longest, limits: limits)
            let size = Self.size(of: image, in: fit)
            return Resampler.resize(image, to: size, crop: .whole(size))
        }
    }

    private static func size(of image: PixelImage, in fit: PixelSize) -> PixelSize {
        let scale = min(
            1, Double(fit.width) / Double(image.width), Double(fit.height) / Double(image.height))
        func side(_ pixels: Int) -> Int { max(1, Int((Double(pixels) * scale).rounded())) }
        return PixelSize(width: side(image.width), height: side(image.height))
    }
}
