import Foundation

/// Encoded bytes to sRGB pixels of the size that is wanted.
enum ImageDecoder {
    /// Decodes the first picture of the bytes and resizes it along its rows. Blocks: for `BlockingThreads` only.
    ///
    /// - Parameters:
    ///   - header: what `ImageInspector` found.
    ///   - colorProfile: what becomes of an embedded colour profile. Default: converted to sRGB.
    /// - Throws: `UNREADABLE_IMAGE`, `UNSUPPORTED_IMAGE`, `IMAGE_TOO_LARGE` (pixels or time).
    static func decode(
        _ bytes: Data, header: ImageHeader, target: ImageTarget, limits: ImageLimits,
        colorProfile: ImageInput.ColorProfileRule = .convert
    ) throws(InferenceError) -> NarrowImage {
        let outcome: Result<NarrowImage, InferenceError> = bytes.withUnsafeBytes { raw in
            Result { () throws(InferenceError) in
                try decode(raw, header, target, limits, honoursProfile: colorProfile == .convert)
            }
        }
        return try outcome.get()
    }

    private static func decode(
        _ bytes: UnsafeRawBufferPointer, _ header: ImageHeader, _ target: ImageTarget, _ limits: ImageLimits,
        honoursProfile: Bool
    ) throws(InferenceError) -> NarrowImage {
        let deadline = Deadline(milliseconds: limits.maxMilliseconds)
        if header.format == .bmp {
            let image = try BMPDecoder.decode(bytes, limits: limits)
            var rows = StoredRows(image)
            let size = PixelSize(width: image.width, height: image.height)
            return try Resampler.narrow(&rows, target.plan(stored: size, orientation: .upright, canReduce: false))
        }
        if header.format == .jpeg {
            let file = try JPEGFile(borrowing: bytes, header, limits, deadline)
            let profile = honoursProfile ? file.profile() : nil
            // Print colours, and grey with a tone curve of its own, are libvips' business.
            let isPlain = profile.map { file.components == 3 && ColourProfile.isRGB($0) } ?? true
            if file.components == 3 && isPlain || file.components == 1 && profile == nil {
                let plan = target.plan(
                    stored: file.size, orientation: file.orientation, canReduce: true)
                var rows = try JPEGRows(file, plan)
                return try Resampler.narrow(
                    &rows, plan, profile: profile.flatMap { ColourProfile.isSRGB($0) ? nil : $0 })
            }
        }
        var picture = try VipsPicture(borrowing: bytes, header, limits)
        let profile = try picture.convertToSRGB(honoursProfile: honoursProfile)
        let plan = target.plan(
            stored: PixelSize(width: picture.width, height: picture.height),
            // libvips sees no EXIF behind a PNG's pixels.
            orientation: header.format == .png ? EXIFOrientation.read(png: ByteReader(bytes)) : picture.orientation,
            canReduce: false)
        var rows = try VipsRows(picture, deadline)
        if header.format == .gif, let picture = GIFBlocks(ByteReader(bytes)).firstPicture() {
            var framed = FramedRows(rows, picture)
            return try Resampler.narrow(&framed, plan, profile: profile)
        }
        return try Resampler.narrow(&rows, plan, profile: profile)
    }
}
