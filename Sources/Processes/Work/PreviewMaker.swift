package import Foundation
package import Inference

/// Makes a small JPEG of an image, in this process or in others.
package enum PreviewMaker: Sendable {
    case here
    case elsewhere(WorkerProcesses)

    /// - Parameter side: pixels of the square that the preview fits in.
    /// - Throws: `InferenceError`, `WorkerCrash`, `CancellationError`.
    package func make(_ image: Data, side: Int, limits: ImageLimits) async throws -> Data {
        switch self {
        case .here:
            let pixels = try await Thumbnail.make(image, fit: PixelSize(width: side, height: side), limits: limits)
            return try await JPEGEncoder.encode(pixels)
        case .elsewhere(let processes):
            let result = try await processes.run(.preview(side: side), image, limits: limits) { _ in }
            guard case .preview(let file) = result else { throw CancellationError() }
            return file
        }
    }
}
