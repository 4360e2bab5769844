/// The uncompressed rows of a bitmap.
struct BMPRows {
    private let bytes: UnsafeRawBufferPointer
    private let layout: BMPLayout

    /// - Throws: `UNREADABLE_IMAGE` where the file ends before the last row does; its padding may be missing.
    init(_ bytes: UnsafeRawBufferPointer, _ layout: BMPLayout) throws(InferenceError) {
        // The limits have been checked: neither product overflows.
        let needed = layout.stride * (layout.height - 1) + Self.bytesPerRow(layout)
        guard needed <= bytes.count - layout.dataOffset else { throw .cutOff(.bmp, bytes: bytes.count) }
        self.bytes = bytes
        self.layout = layout
    }

    /// Whether alpha is 0 in every pixel: many programs write a mask for it and nothing else, and mean opaque pixels, as
    /// browsers show them.
    func isTransparent(throughout channels: BMPChannels) -> Bool {
        (0..<layout.height).allSatisfy { row in
            channels.isTransparent(self.row(row), bytesPerPixel: layout.bitsPerPixel / 8)
        }
    }

    /// All pixels, from top to bottom.
    ///
    /// - Parameter write: fills the pixels of one row from the row's bytes, without its padding; the last argument is
    ///   the width in pixels.
    func rgb(
        _ write: (UnsafeRawBufferPointer, UnsafeMutableBufferPointer<UInt8>, Int) -> Void
    ) -> [UInt8] {
        let width = layout.width
        let count = width * layout.height * 3
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            for y in 0..<layout.height {
                write(
                    row(layout.isTopDown ? y : layout.height - 1 - y),
                    UnsafeMutableBufferPointer(rebasing: buffer[y * width * 3..<(y + 1) * width * 3]), width)
            }
            initialized = count
        }
    }

    /// The bytes of a row, in the file's order.
    private func row(_ index: Int) -> UnsafeRawBufferPointer {
        let start = layout.dataOffset + index * layout.stride
        return UnsafeRawBufferPointer(rebasing: bytes[start..<start + Self.bytesPerRow(layout)])
    }

    /// Writes one row of blue, green, red and perhaps an unused byte as red, green, blue.
    static func reverse(
        _ source: UnsafeRawBufferPointer, to target: UnsafeMutableBufferPointer<UInt8>, width: Int, bytesPerPixel: Int
    ) {
        for x in 0..<width {
            for channel in 0..<3 { target[x * 3 + channel] = source[x * bytesPerPixel + 2 - channel] }
        }
    }

    private static func bytesPerRow(_ layout: BMPLayout) -> Int { (layout.width * layout.bitsPerPixel + 7) / 8 }
}
