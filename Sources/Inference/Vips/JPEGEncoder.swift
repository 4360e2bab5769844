import CVips
package import Foundation

/// Pixels as a small file, for showing them elsewhere.
package enum JPEGEncoder {
    /// - Parameter quality: of libjpeg, 1...100. Default 82: previews of some kB without visible blocks.
    /// - Throws: `INFERENCE_FAILED`; `CANCELLED`.
    package static func encode(_ image: PixelImage, quality: Int = 82) async throws(InferenceError) -> Data {
        try await BlockingThreads.images.run { () throws(InferenceError) in
            var file: UnsafeMutableRawPointer?
            var length = 0
            let status =
                VipsRuntime.isRunning
                ? image.rgb.withUnsafeBufferPointer {
                    cvips_jpeg($0.baseAddress, Int32(image.width), Int32(image.height), Int32(quality), &file, &length)
                } : -1
            guard status == 0, let file else {
                throw InferenceError(
                    .inferenceFailed, "The preview of \(image.width) x \(image.height) pixels could not be encoded.",
                    cause: VipsRuntime.takeError())
            }
            return Data(bytesNoCopy: file, count: length, deallocator: .custom { file, _ in cvips_give_back(file) })
        }
    }
}
