import Inference

/// A number in a file's structure: a length, a count, an offset or a side in pixels.
enum LengthField {
    /// Bytes behind a chunk's start that are looked at as its header.
    private static let headerBytes = 16

    /// Replaces a field of 16 or 32 bits, in either byte order, by an extreme value.
    static func change(_ bytes: inout [UInt8], of format: ImageFormat, _ random: inout SplitMix64) {
        let length = random.once(in: 2) ? 2 : 4
        let place = random.pick(ChunkStarts.find(in: bytes, of: format)) + random.below(headerBytes)
        guard bytes.count >= length else { return }
        let start = min(place, bytes.count - length)
        let isBig = random.once(in: 2)
        let old = bytes[start..<start + length].enumerated().reduce(into: UInt32(0)) { value, byte in
            value |= UInt32(byte.element) << (8 * (isBig ? length - 1 - byte.offset : byte.offset))
        }
        let value = extreme(bits: 8 * length, old: old, fileBytes: UInt32(clamping: bytes.count), &random)
        for offset in 0..<length {
            let shift = 8 * (isBig ? length - 1 - offset : offset)
            bytes[start + offset] = UInt8(truncatingIfNeeded: value >> shift)
        }
    }

    /// Where sums, products and signs go wrong: the ends of the ranges, the file's own size, and what was there, one off.
    private static func extreme(
        bits: Int, old: UInt32, fileBytes: UInt32, _ random: inout SplitMix64
    ) -> UInt32 {
        let most = UInt32.max >> (32 - bits)
        let middle = most >> 1
        return random.pick([
            0, 1, 2, most, most - 1, most - 15, middle, middle + 1, middle - 1, most >> 2, 0xFF, 0x100, 20_000,
            fileBytes,
            fileBytes &- 1, fileBytes &+ 1, old &+ 1, old &- 1, old &* 2, UInt32(truncatingIfNeeded: random.next()),
        ])
    }
}
