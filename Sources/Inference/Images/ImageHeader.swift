/// What an image's first bytes say, before any pixel is decoded.
package struct ImageHeader: Sendable, Equatable {
    /// Decided by content, never by the file's name.
    package var format: ImageFormat
    /// Pixels, before any EXIF rotation.
    package var width: Int
    /// Pixels, before any EXIF rotation.
    package var height: Int
    /// Of the whole file.
    package var bytes: Int

    package init(format: ImageFormat, width: Int, height: Int, bytes: Int) {
        self.format = format
        self.width = width
        self.height = height
        self.bytes = bytes
    }
}
