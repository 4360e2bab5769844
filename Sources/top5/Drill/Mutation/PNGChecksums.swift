/// The checksum behind each chunk of a PNG (ISO/IEC 15948, annex D).
enum PNGChecksums {
    /// Makes the checksums right again, as far as the chunks can be followed.
    static func repair(_ bytes: inout [UInt8]) {
        var start = 8
        while start <= bytes.count - 12 {
            let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= bytes.count - start - 12 else { return }
            let end = start + 8 + length
            let sum = checksum(bytes[start + 4..<end])
            for offset in 0..<4 { bytes[end + offset] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * offset)) }
            start = end + 4
        }
    }

    /// CRC-32 of a chunk's type and data.
    static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 {
                let isOdd = sum & 1 == 1
                sum >>= 1
                if isOdd { sum ^= 0xEDB8_8320 }
            }
        }
        return ~sum
    }
}
