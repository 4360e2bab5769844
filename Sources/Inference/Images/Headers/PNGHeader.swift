/// The size is in the first chunk, which is always IHDR (PNG specification, 11.2.1).
enum PNGHeader {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func scan(_ bytes: ByteReader) -> HeaderScan {
        guard bytes.count >= 16 else { return .needsMore }
        guard bytes.has("IHDR", at: 12) else { return .broken("the first chunk is not IHDR") }
        guard let width = bytes.big(16, 4), let height = bytes.big(20, 4), bytes.count >= 33 else { return .needsMore }
        return .size(width: width, height: height)
    }

    /// Frames that the animation chunk announces, which lies before the picture's data; 1 where there is none.
    static func frames(_ bytes: ByteReader) -> Int {
        var offset = 8
        while let length = bytes.big(offset, 4), !bytes.has("IDAT", at: offset + 4) {
            if bytes.has("acTL", at: offset + 4) { return max(1, bytes.big(offset + 8, 4) ?? 1) }
            offset += 12 + length
        }
        return 1
    }

    /// Whether the chunks reach the IEND chunk.
    static func isComplete(_ bytes: ByteReader) -> Bool {
        var offset = 8
        while let length = bytes.big(offset, 4) {
            if bytes.has("IEND", at: offset + 4) { return true }
            offset += 12 + length
        }
        return false
    }
}
