/// What is known of a submitted image from its header, before any pixel is decoded.
package struct ImageInfo: Codable, Sendable, Equatable {
    /// As the submitter named it: untrusted text, never a path.
    package var name: String
    /// `jpeg`, `png`, `webp`, `gif`, `tiff`, `bmp`, `heif`; decided by content.
    package var format: String
    /// Pixels, before any EXIF rotation.
    package var width: Int
    package var height: Int
    package var bytes: Int
    /// Of the submitted bytes, lower-case hexadecimal.
    package var sha256: String

    package init(name: String, format: String, width: Int, height: Int, bytes: Int, sha256: String) {
        self.name = name
        self.format = format
        self.width = width
        self.height = height
        self.bytes = bytes
        self.sha256 = sha256
    }
}
