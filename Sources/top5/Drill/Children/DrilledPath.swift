import Foundation
import Inference

/// What a drill does with one file: the way that an image takes through the product, in this one place.
enum DrilledPath {
    /// Pixels of the box that a picture is made to fit in, as models want it.
    private static let side = 224

    /// Starts what the first file would otherwise pay for.
    static func warmUp() { _ = ImageFormat.supported }

    /// - Throws: `InferenceError`, or what should not be.
    static func run(_ bytes: Data) async throws {
        _ = try ImageInspector.inspect(bytes)
        _ = try await Thumbnail.make(bytes, fit: PixelSize(width: side, height: side))
    }
}
