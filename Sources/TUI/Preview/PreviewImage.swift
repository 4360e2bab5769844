package import Foundation

/// A decoded picture for previews: upright, sRGB.
package struct PreviewImage: Sendable, Equatable {
    /// Pixels.
    package var width: Int
    package var height: Int
    /// 3 bytes a pixel, rows from the top.
    package var rgb: [UInt8]

    package init(width: Int, height: Int, rgb: [UInt8]) {
        self.width = width
        self.height = height
        self.rgb = rgb
    }
}

/// Turns image bytes into small pictures. The executable plugs in the real decoder, so that the dashboard knows none.
package protocol PreviewDecoder: Sendable {
    /// The picture, shrunk to fit into `width` x `height` pixels, never enlarged.
    /// - Throws: `PreviewError` with a sentence for the user; `CancellationError`.
    func decode(_ bytes: Data, width: Int, height: Int) async throws -> PreviewImage
    /// Format name and pixels from the first bytes of a file, without decoding; nil when it is no image that is known.
    /// Works on a prefix of at least 64 KiB.
    func inspect(_ prefix: Data) -> PreviewFacts?
}

package struct PreviewFacts: Sendable, Equatable {
    /// As in `Limits.formats`.
    package var format: String
    package var width: Int
    package var height: Int

    package init(format: String, width: Int, height: Int) {
        self.format = format
        self.width = width
        self.height = height
    }
}

package struct PreviewError: Error, Sendable, Equatable {
    package var message: String

    package init(_ message: String) {
        self.message = message
    }
}
