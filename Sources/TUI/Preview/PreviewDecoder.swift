package import Foundation

/// Turns image bytes into small pictures. The executable plugs in the real decoder, so that the dashboard knows none.
package protocol PreviewDecoder: Sendable {
    /// The picture, shrunk to fit into `width` x `height` pixels, never enlarged.
    /// - Throws: `PreviewError` with a sentence for the user; `CancellationError`.
    func decode(_ bytes: Data, width: Int, height: Int) async throws -> PreviewImage
    /// Format name and pixels from the first bytes of a file, without decoding; nil when it is no image that is known.
    /// Works on a prefix of at least 64 KiB.
    func inspect(_ prefix: Data) -> PreviewFacts?
}
