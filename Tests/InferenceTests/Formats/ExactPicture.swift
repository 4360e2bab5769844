import Foundation
import TestSupport
import Testing

@testable import Inference

/// A file of `Fixtures/exact/`, in which no two pixels are alike, and all that must be seen in it.
struct ExactPicture: Sendable, CustomTestStringConvertible {
    /// Folder and file.
    let name: String
    let expected: Expectation

    var testDescription: String { "\(name): \(expected.kind)" }

    struct Expectation: Sendable, Decodable {
        let kind: String
        let width: Int
        let height: Int
        /// The most that any sample may differ, of 255.
        let tolerance: Int
        /// 6 x 4 pixels from corner to corner, as hexadecimal RGB.
        let rows: [String]
        /// 64-bit FNV-1a over every sample, where nothing may differ.
        let sum: String?
    }

    static let folder = Repository.file("Tests/InferenceTests/Fixtures/exact")

    static let all: [ExactPicture] = {
        guard let data = try? Data(contentsOf: folder.appending(path: "expected.json")),
            let expectations = try? JSONDecoder().decode([String: Expectation].self, from: data)
        else { return [] }
        return expectations.map { ExactPicture(name: $0.key, expected: $0.value) }.sorted { $0.name < $1.name }
    }()

    /// Inspects and decodes at full size, and compares.
    func check() throws {
        let bytes = try Fixture.bytes("exact/\(name)")
        let header = try ImageInspector.inspect(bytes)
        #expect(header.format.rawValue == name.prefix { $0 != "/" })
        let image = try Fixture.decode(bytes)
        try #require((image.width, image.height) == (expected.width, expected.height))
        let found = Self.samples(of: image)
        let difference = Fixture.distance(found, expected.rows.flatMap(Self.pixels))
        #expect(difference <= expected.tolerance, "\(Self.rows(found)) instead of \(expected.rows)")
        if let sum = expected.sum, difference == 0 {
            #expect(Self.fnv1a(image.rgb) == UInt64(sum, radix: 16), "a pixel between those compared differs")
        }
    }

    /// 6 x 4 pixels from corner to corner.
    private static func samples(of image: PixelImage) -> [[Int]] {
        (0..<4).flatMap { row in
            (0..<6).map { column in
                let x = Int((Double(column * (image.width - 1)) / 5).rounded(.toNearestOrEven))
                let y = Int((Double(row * (image.height - 1)) / 3).rounded(.toNearestOrEven))
                let start = (y * image.width + x) * 3
                return image.rgb[start..<start + 3].map(Int.init)
            }
        }
    }

    private static func pixels(_ row: String) -> [[Int]] {
        row.split(separator: " ").map { text in
            let value = Int(text, radix: 16) ?? -1
            return [value >> 16, value >> 8 & 0xFF, value & 0xFF]
        }
    }

    private static func rows(_ pixels: [[Int]]) -> [String] {
        stride(from: 0, to: pixels.count, by: 6).map { start in
            pixels[start..<start + 6].map { $0.map { String($0 + 256, radix: 16).dropFirst() }.joined() }
                .joined(separator: " ")
        }
    }

    private static func fnv1a(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
