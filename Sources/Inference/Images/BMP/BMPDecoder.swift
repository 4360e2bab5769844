/// Windows and OS/2 bitmaps to pixels: libvips reads them through ImageMagick alone, which is no loader for untrusted
/// input.
///
/// Bitmaps carry no orientation. Their colours are taken as sRGB: the profiles of version 5 headers are so rare that
/// viewers ignore them, and Pillow does.
enum BMPDecoder {
    /// Decodes the picture; alpha, where the channel masks name it, is flattened on white.
    ///
    /// - Throws: `UNREADABLE_IMAGE`, `UNSUPPORTED_IMAGE`, `IMAGE_TOO_LARGE`.
    static func decode(
        _ bytes: UnsafeRawBufferPointer, limits: ImageLimits
    ) throws(InferenceError) -> PixelImage {
        let layout = try BMPLayout(ByteReader(bytes))
        try limits.check(width: layout.width, height: layout.height)
        let rgb: [UInt8]
        switch layout.coding {
        case .runs:
            rgb = try BMPRuns(layout: layout, palette: BMPPalette(bytes, layout)).rgb(of: bytes)
        case .indices:
            let palette = BMPPalette(bytes, layout)
            rgb = try BMPRows(bytes, layout).rgb { source, target, width in
                palette.write(source, to: target, width: width, bitsPerPixel: layout.bitsPerPixel)
            }
        case .bytes(let perPixel):
            rgb = try BMPRows(bytes, layout).rgb { source, target, width in
                BMPRows.reverse(source, to: target, width: width, bytesPerPixel: perPixel)
            }
        case .masks(let masked):
            let rows = try BMPRows(bytes, layout)
            let channels = rows.isTransparent(throughout: masked) ? masked.opaque : masked
            rgb = rows.rgb { source, target, width in
                channels.write(source, to: target, width: width, bytesPerPixel: layout.bitsPerPixel / 8)
            }
        }
        return PixelImage(width: layout.width, height: layout.height, rgb: rgb)
    }
}
