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
