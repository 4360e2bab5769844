/// The first chunk is lossy, lossless or extended, each with its own place for the size (RFC 9649, 2.5 to 2.7).
enum WebPHeader {
    static func scan(_ bytes: ByteReader) -> HeaderScan {
        guard bytes.count >= 30 else { return .needsMore }
        if bytes.has("VP8 ", at: 12) {
            guard bytes.has([0x9D, 0x01, 0x2A], at: 23) else { return .broken("no start code in the VP8 frame") }
            // The two highest bits of each are the upscaling hint.
            return size(bytes.little(26, 2).map { $0 & 0x3FFF }, bytes.little(28, 2).map { $0 & 0x3FFF })
        }
        if bytes.has("VP8L", at: 12) {
            guard bytes.u8(20) == 0x2F else { return .broken("no signature in the VP8L chunk") }
            return size(
                bytes.little(21, 2).map { ($0 & 0x3FFF) + 1 }, bytes.little(22, 3).map { ($0 >> 6 & 0x3FFF) + 1 })
        }
        if bytes.has("VP8X", at: 12) {
            return size(bytes.little(24, 3).map { $0 + 1 }, bytes.little(27, 3).map { $0 + 1 })
        }
        return .broken("the first chunk is none of VP8, VP8L and VP8X")
    }

    /// Whether the file has all the bytes that its RIFF header announces.
    static func isComplete(_ bytes: ByteReader) -> Bool {
        bytes.little(4, 4).map { bytes.count >= $0 + 8 } ?? false
    }

    /// Frames of an animation, counted to one above `most`; 1 where the file is none.
    static func frames(_ bytes: ByteReader, most: Int) -> Int {
        guard bytes.has("VP8X", at: 12) else { return 1 }
        var offset = 12
        var count = 0
        while count <= most, let length = bytes.little(offset + 4, 4) {
            if bytes.has("ANMF", at: offset) { count += 1 }
            // A chunk of odd length has a byte behind it.
            offset += 8 + length + length % 2
        }
        return max(1, count)
    }

    private static func size(_ width: Int?, _ height: Int?) -> HeaderScan {
        guard let width, let height else { return .needsMore }
        return .size(width: width, height: height)
    }
}
