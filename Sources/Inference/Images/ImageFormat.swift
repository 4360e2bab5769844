/// The formats that are told apart by their first bytes.
package enum ImageFormat: String, Sendable, CaseIterable {
    case jpeg, png, webp, gif, tiff, bmp, heif

    /// As a message says it.
    package var name: String {
        switch self {
        case .webp: "WebP"
        case .heif: "HEIF"
        default: rawValue.uppercased()
        }
    }

    /// Whether this machine can read it; asking for a JPEG or a bitmap does not start libvips.
    var isReadable: Bool {
        switch self {
        case .jpeg, .bmp: true
        case .png, .webp, .gif, .tiff, .heif: VipsRuntime.canLoad(self)
        }
    }

    /// What this machine can read, in the order of the cases.
    package static let supported: [ImageFormat] = allCases.filter(\.isReadable)

    /// Bytes that are enough to tell the format.
    static let signatureBytes = 16

    /// - Parameter start: the file's first bytes, `signatureBytes` of them where it has so many.
    static func sniff(_ start: ByteReader) -> ImageFormat? {
        if start.has([0xFF, 0xD8, 0xFF], at: 0) { return .jpeg }
        if start.has(PNGHeader.signature, at: 0) { return .png }
        if start.has("GIF87a", at: 0) || start.has("GIF89a", at: 0) { return .gif }
        if start.has("RIFF", at: 0), start.has("WEBP", at: 8) { return .webp }
        if start.has("II*\0", at: 0) || start.has("MM\0*", at: 0) { return .tiff }
        if start.has("II+\0", at: 0) || start.has("MM\0+", at: 0) { return .tiff }
        if start.has("ftyp", at: 4), HEIFHeader.brands.contains(where: { start.has($0, at: 8) }) { return .heif }
        // Two letters are weak: the reserved bytes of a bitmap's header must be zero as well.
        if start.has("BM", at: 0), start.has([0, 0, 0, 0], at: 6) { return .bmp }
        return nil
    }
}
