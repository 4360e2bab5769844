import Foundation
import Inference

/// What a drill does with one file: the way that an image takes through the product, in this one place.
enum DrilledPath {
    /// Pixels of a picture's sides in the end, as models want them.
    private static let side = 224

    private static let preparation = ImagePreparation(
        ImageInput(
            tensor: ModelInput(layout: .nhwc, elementType: .u8, width: side, height: side),
            resize: ResizeRule(rule: .shorterSide, size: side, crop: .center, filter: .bilinearAntialiased)))

    /// Starts what the first file would otherwise pay for.
    static func warmUp() { _ = ImageFormat.supported }

    /// - Throws: `InferenceError`, or what should not be.
    static func run(_ bytes: Data) async throws {
        // A preview first, then what a model gets: they plan their sizes differently.
        _ = try await Thumbnail.make(bytes, fit: PixelSize(width: side, height: side))
        var tensor = [UInt8](repeating: 0, count: preparation.tensorBytes)
        try tensor.withUnsafeMutableBufferPointer { _ = try preparation.prepare(bytes, into: $0) }
    }
}
