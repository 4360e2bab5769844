/// How many pictures a file holds, from its structure alone: no pixel is decoded.
enum FrameCount {
    /// Counts to one above `most` and no further, so that the work is bounded whatever the file says; a PNG tells its
    /// number.
    ///
    /// HEIF counts as one: only its primary picture is ever opened.
    static func frames(of bytes: ByteReader, as format: ImageFormat, most: Int) -> Int {
        switch format {
        case .gif: GIFBlocks(bytes).frames(most: most)
        case .webp: WebPHeader.frames(bytes, most: most)
        case .png: PNGHeader.frames(bytes)
        case .tiff: TIFFHeader.directories(bytes, most: most)
        case .jpeg, .bmp, .heif: 1
        }
    }
}
