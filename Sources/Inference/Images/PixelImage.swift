/// Decoded pixels: upright, sRGB, without alpha.
package struct PixelImage: Sendable, Equatable {
    package let width: Int
    package let height: Int
    /// Three bytes a pixel, rows from top to bottom.
    package let rgb: [UInt8]

    package init(width: Int, height: Int, rgb: [UInt8]) {
        precondition(rgb.count == width * height * 3, "\(rgb.count) bytes for \(width) x \(height) pixels")
        self.width = width
        self.height = height
        self.rgb = rgb
    }
}
