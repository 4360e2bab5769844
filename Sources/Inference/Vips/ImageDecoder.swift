import Foundation

/// Encoded bytes to upright sRGB pixels.
enum ImageDecoder {
    /// Decodes the first picture of the bytes. Blocks: for `BlockingThreads` only.
    ///
    /// - Parameters:
    ///   - header: what `ImageInspector` found.
    ///   - shorterSide: pixels that the caller will resize to. An image more than `reserve` times as large is made
    ///     smaller while it is decoded, which costs less; the largest change of a score seen in 24 photographs is 0.04.
    ///   - colorProfile: what becomes of an embedded colour profile. Default: converted to sRGB.
    /// - Throws: `UNREADABLE_IMAGE`, `IMAGE_TOO_LARGE`.
    static func decode(
        _ bytes: Data, header: ImageHeader, shorterSide: Int, limits: ImageLimits,
        colorProfile: ImageInput.ColorProfileRule = .convert
    ) throws(InferenceError) -> PixelImage {
        let outcome: Result<PixelImage, InferenceError> = bytes.withUnsafeBytes { raw in
            Result { () throws(InferenceError) in
                try decode(raw, header, shorterSide: shorterSide, limits: limits, colorProfile: colorProfile)
            }
        }
        return try outcome.get()
    }

    /// How many times the wanted shorter side stays for the exact filter after a coarse reduction.
    private static let reserve = 2

    private static func decode(
        _ bytes: UnsafeRawBufferPointer, _ header: ImageHeader, shorterSide: Int, limits: ImageLimits,
        colorProfile: ImageInput.ColorProfileRule
    ) throws(InferenceError) -> PixelImage {
        if header.format == .bmp { return try BMPDecoder.decode(bytes, limits: limits) }
        let possible = min(header.width, header.height) / (reserve * max(1, shorterSide))
        let jpegShrink = header.format == .jpeg ? [8, 4, 2].first { $0 <= possible } ?? 1 : 1
        guard var picture = VipsPicture(borrowing: bytes, jpegShrink: jpegShrink) else {
            throw unreadable(bytes, header)
        }
        // The decoder's own opinion of the size counts: it is what will be allocated.
        try limits.check(width: picture.width, height: picture.height)
        if colorProfile == .convert, picture.withProfile({ !ColourProfile.isSRGB($0) }) ?? false {
            // A profile that doesn't fit its picture is ignored, as viewers do.
            _ = picture.convertFromProfile()
        }
        guard picture.convertToSRGB(), picture.flattenOnWhite(),
            jpegShrink > 1 || possible < 2 || picture.shrink(by: possible),
            !picture.isTurned || picture.turnUpright(),
            let pixels = picture.pixels()
        else { throw unreadable(bytes, header) }
        return pixels
    }

    private static func unreadable(_ bytes: UnsafeRawBufferPointer, _ header: ImageHeader) -> InferenceError {
        let reader = ByteReader(bytes)
        let isComplete =
            switch header.format {
            case .jpeg: JPEGHeader.isComplete(reader)
            case .png: PNGHeader.isComplete(reader)
            case .webp: WebPHeader.isComplete(reader)
            case .gif, .tiff, .bmp, .heif: true
            }
        let name = header.format.name
        let message =
            isComplete
            ? "The \(name) of \(header.width) x \(header.height) pixels can't be decoded: its data is damaged."
            : "The \(name) is cut off: the file ends after \(bytes.count) bytes, before the picture does. Send it again."
        return InferenceError(.unreadableImage, message, step: .decoding, cause: VipsRuntime.takeError())
    }
}
