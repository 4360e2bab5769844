/// The blocks of a GIF file (GIF89a specification, 12 to 27), without their compressed data.
struct GIFBlocks {
    private let bytes: ByteReader

    init(_ bytes: ByteReader) { self.bytes = bytes }

    /// Pictures, counted to one above `most`; 0 where the file ends before the first.
    func frames(most: Int) -> Int {
        var count = 0
        visitPictures { _ in
            count += 1
            return count <= most
        }
        return count
    }

    /// The screen, widened to hold the first picture: what a decoder allocates. Nil where the file ends before.
    func canvas() -> PixelSize? {
        guard let width = bytes.little(6, 2), let height = bytes.little(8, 2), let first = firstPicture() else {
            return nil
        }
        return PixelSize(width: max(width, first.left + first.width), height: max(height, first.top + first.height))
    }

    /// Where on the screen the first picture lies, in pixels; nil where the file ends before.
    func firstPicture() -> CropWindow? {
        var window: CropWindow?
        visitPictures { descriptor in
            let sides = (0..<4).compactMap { bytes.little(descriptor + 1 + $0 * 2, 2) }
            if sides.count == 4 {
                window = CropWindow(left: sides[0], top: sides[1], width: sides[2], height: sides[3])
            }
            return false
        }
        return window
    }

    /// - Parameter body: gets where an image descriptor lies; says whether to go on.
    private func visitPictures(_ body: (Int) -> Bool) {
        guard let flags = bytes.u8(10) else { return }
        var offset = 13 + Self.tableBytes(flags)
        while let introducer = bytes.u8(offset) {
            switch introducer {
            case 0x21:  // an extension: its label, then data
                offset = end(ofDataAt: offset + 2)
            case 0x2C:
                guard let flags = bytes.u8(offset + 9), body(offset) else { return }
                // The code size is between the colour table and the data.
                offset = end(ofDataAt: offset + 10 + Self.tableBytes(flags) + 1)
            default:  // the trailer, or damage
                return
            }
        }
    }

    /// Bytes of a colour table; 0 where the flags announce none.
    private static func tableBytes(_ flags: Int) -> Int { flags & 0x80 == 0 ? 0 : 3 << ((flags & 7) + 1) }

    /// Behind the empty block that ends a chain of data blocks.
    private func end(ofDataAt start: Int) -> Int {
        var offset = start
        while let length = bytes.u8(offset), length > 0 { offset += 1 + length }
        return offset + 1
    }
}
