import Foundation
import TestSupport
import Testing

@testable import Inference

@Suite struct TensorWriterTests {
    /// Two pixels: pure red, and 10/20/30.
    private let image = PixelImage(width: 2, height: 1, rgb: [255, 0, 0, 10, 20, 30])

    private func input(_ edit: (inout ImageInput) -> Void) throws -> ImageInput {
        let json = try Data(contentsOf: TestModel.bundled.appending(path: ModelManifest.fileName))
        var input = try #require(try ModelManifest.decode(json).image)
        edit(&input)
        return input
    }

    private func floats(_ bytes: [UInt8]) -> [Float] {
        bytes.withUnsafeBytes { raw in
            stride(from: 0, to: raw.count, by: 4).map { raw.loadUnaligned(fromByteOffset: $0, as: Float.self) }
        }
    }

    @Test func normalisesIntoPlanes() throws {
        let tensor = floats(TensorWriter(try input { _ in }).bytes(of: image))
        let expected: [Double] = [
            (1 - 0.485) / 0.229, (10.0 / 255 - 0.485) / 0.229, (0 - 0.456) / 0.224, (20.0 / 255 - 0.456) / 0.224,
            (0 - 0.406) / 0.225, (30.0 / 255 - 0.406) / 0.225,
        ]
        #expect(tensor.count == 6)
        for (value, wanted) in zip(tensor, expected) { #expect(abs(Double(value) - wanted) < 1e-5) }
    }

    @Test func interleavesBlueFirst() throws {
        let tensor = floats(
            TensorWriter(
                try input {
                    $0.tensor.layout = .nhwc
                    $0.channelOrder = .bgr
                    $0.scale = 1
                    $0.mean = [1, 2, 3]
                    $0.std = nil
                }
            ).bytes(of: image))
        #expect(tensor == [-3, -2, 254, 27, 18, 9])
    }

    @Test func leavesRawSamplesAlone() throws {
        let writer = TensorWriter(
            try input {
                $0.tensor.elementType = .u8
                $0.tensor.layout = .nhwc
            })
        #expect(writer.bytes(of: image) == image.rgb)
    }
}
