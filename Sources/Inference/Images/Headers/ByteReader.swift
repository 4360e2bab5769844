/// Integers at offsets of borrowed bytes; nil past their end. Valid only while the bytes are.
struct ByteReader {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var count: Int { bytes.count }

    func u8(_ offset: Int) -> Int? {
        offset >= 0 && offset < bytes.count ? Int(bytes[offset]) : nil
    }

    /// An unsigned number of 1 to 7 bytes, the highest first.
    func big(_ offset: Int, _ length: Int) -> Int? {
        guard offset >= 0, length <= bytes.count, offset <= bytes.count - length else { return nil }
        return bytes[offset..<offset + length].reduce(0) { $0 << 8 | Int($1) }
    }

    /// An unsigned number of 1 to 7 bytes, the lowest first.
    func little(_ offset: Int, _ length: Int) -> Int? {
        guard offset >= 0, length <= bytes.count, offset <= bytes.count - length else { return nil }
        return bytes[offset..<offset + length].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    func has(_ expected: some Sequence<UInt8>, at offset: Int) -> Bool {
        var place = offset
        for byte in expected {
            guard u8(place) == Int(byte) else { return false }
            place += 1
        }
        return true
    }

    func has(_ text: String, at offset: Int) -> Bool { has(text.utf8, at: offset) }
}
