import Foundation
import Testing

@testable import Inference

/// What libvips or ImageMagick could open and nobody may send: each as its files start.
@Suite struct ForeignFormatTests {
    private static let starts: [(name: String, start: [UInt8])] = [
        ("SVG", Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)),
        ("SVG behind an XML declaration", Array("<?xml version=\"1.0\"?><svg/>".utf8)),
        ("PDF", Array("%PDF-1.7\n".utf8)), ("EPS", Array("%!PS-Adobe-3.0 EPSF-3.0\n".utf8)),
        ("PSD", Array("8BPS".utf8) + [0, 1, 0, 0, 0, 0, 0, 0, 0, 3]),
        ("JPEG 2000", [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A]),
        ("JPEG 2000 codestream", [0xFF, 0x4F, 0xFF, 0x51, 0, 0x2F]),
        ("JPEG XL", [0xFF, 0x0A, 0, 0x10]), ("ICO", [0, 0, 1, 0, 1, 0, 16, 16, 0, 0]),
        ("PPM", Array("P6\n48 32\n255\n".utf8)), ("PGM", Array("P5 48 32 255\n".utf8)),
        ("PFM", Array("PF\n48 32\n-1.0\n".utf8)), ("libvips", [0x08, 0xF2, 0xA6, 0xB6, 0x30, 0, 0, 0]),
        ("big-endian libvips", [0xB6, 0xA6, 0xF2, 0x08, 0, 0, 0, 0x30]), ("CSV", Array("1,2,3\n4,5,6\n".utf8)),
        ("MATLAB", Array("MATLAB 5.0 MAT-file, Platform: GLNXA64".utf8)),
        ("OpenEXR", [0x76, 0x2F, 0x31, 0x01, 2, 0, 0, 0]), ("HDR", Array("#?RADIANCE\nFORMAT=32-bit_rle_rgbe".utf8)),
        ("FITS", Array("SIMPLE  =                    T".utf8)), ("MVG", Array("push graphic-context\n".utf8)),
        ("MP4", [0, 0, 0, 24] + Array("ftypisom".utf8)), ("WAVE", Array("RIFF\u{24}\0\0\0WAVEfmt ".utf8)),
        ("an executable", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0]), ("a ZIP", [0x50, 0x4B, 3, 4, 20, 0]),
    ]

    @Test(arguments: starts.map(\.name)) func isRefused(name: String) throws {
        let start = try #require(Self.starts.first { $0.name == name }).start
        let bytes = Data(start) + Data(count: 200)
        for isWhole in [true, false] {
            let error = try #require(throws: InferenceError.self) {
                if isWhole { return try ImageInspector.inspect(bytes) as ImageHeader? }
                return try ImageInspector.inspect(prefix: bytes, fileBytes: 100_000)
            }
            #expect(error.code == .unsupportedImage)
            #expect(error.message.contains("The file starts with"), "\(error)")
            #expect(error.message.contains("BMP"), "names what can be read: \(error)")
        }
    }
}
