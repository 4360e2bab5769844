/// The size is the largest `ispe` property: the others belong to tiles and thumbnails (ISO/IEC 23008-12, 6.5.3).
enum HEIFHeader {
    /// Major brands of HEIF and AVIF still images.
    static let brands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis"]

    private static let containers = ["meta", "iprp", "ipco"]

    static func scan(_ bytes: ByteReader) -> HeaderScan {
        var found: (width: Int, height: Int)?
        let reachedEnd = visit(bytes, 0..<Int.max, depth: 0) { width, height in
            // As floating point: two numbers of 32 bits multiplied don't fit an Int.
            let area = Double(width) * Double(height)
            if found.map({ area > Double($0.width) * Double($0.height) }) ?? true { found = (width, height) }
        }
        guard reachedEnd else { return .needsMore }
        guard let found else { return .broken("no size property before the picture's data") }
        return .size(width: found.width, height: found.height)
    }

    /// Walks the boxes of `range`; false when the bytes end before the properties do.
    private static func visit(
        _ bytes: ByteReader, _ range: Range<Int>, depth: Int, onSize: (Int, Int) -> Void
    ) -> Bool {
        var offset = range.lowerBound
        while offset < range.upperBound {
            guard var length = bytes.big(offset, 4), bytes.count >= offset + 8 else { return false }
            var header = 8
            if length == 1 {
                guard let long = bytes.big(offset + 9, 7) else { return false }
                length = long
                header = 16
            }
            guard length >= header, length <= range.upperBound - offset else { return true }
            if bytes.has("ispe", at: offset + 4) {
                guard let width = bytes.big(offset + header + 4, 4), let height = bytes.big(offset + header + 8, 4)
                else { return false }
                onSize(width, height)
            }
            if depth < containers.count, bytes.has(containers[depth], at: offset + 4) {
                // `meta` has four bytes of version and flags before its boxes.
                let inner = offset + header + (depth == 0 ? 4 : 0)
                return visit(bytes, inner..<max(inner, offset + length), depth: depth + 1, onSize: onSize)
            }
            offset += length
        }
        return true
    }
}
