import Foundation
import TestSupport

/// Files that are not what their names say.
enum BadPictures {
    static let text = Data("this is not a picture\n".utf8)

    /// The first half of a good JPEG: its header is whole, its picture is not.
    static func truncatedJPEG() throws -> Data {
        let whole = try Data(contentsOf: Top5Program.sample("lemon.jpg"))
        return whole.prefix(whole.count / 2)
    }

    /// A PNG that promises `side` x `side` pixels in its header and has none.
    static func hugePNG(side: UInt32) -> Data {
        var data = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        let size = withUnsafeBytes(of: side.bigEndian) { Array($0) }
        // 8 bits a sample, RGB, deflate, adaptive filters, not interlaced.
        data.append(chunk("IHDR", size + size + [8, 2, 0, 0, 0]))
        data.append(chunk("IDAT", [0x78, 0x9C, 0x03, 0, 0, 0, 0, 1]))
        data.append(chunk("IEND", []))
        return data
    }

    private static func chunk(_ type: String, _ content: [UInt8]) -> Data {
        let typed = Array(type.utf8) + content
        var data = withUnsafeBytes(of: UInt32(content.count).bigEndian) { Data($0) }
        data.append(contentsOf: typed)
        withUnsafeBytes(of: checksum(typed).bigEndian) { data.append(contentsOf: $0) }
        return data
    }

    /// CRC-32 as PNG uses it (ISO 3309).
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
