/// Run lengths of palette indices (BI_RLE4, BI_RLE8).
///
/// Pixels that no run reaches have the palette's first colour, as in Pillow; runs are cut at the row's end.
/// https://learn.microsoft.com/en-us/windows/win32/gdi/bitmap-compression
struct BMPRuns {
    let layout: BMPLayout
    let palette: BMPPalette

    /// All pixels, from top to bottom.
    ///
    /// - Throws: `UNREADABLE_IMAGE` where the data ends before the picture does.
    func rgb(of bytes: UnsafeRawBufferPointer) throws(InferenceError) -> [UInt8] {
        guard layout.dataOffset < bytes.count else { throw .cutOff(.bmp, bytes: bytes.count) }
        var canvas = Canvas(layout: layout, palette: palette.rgb)
        var offset = layout.dataOffset
        while !canvas.isFull {
            guard offset + 1 < bytes.count else { throw .cutOff(.bmp, bytes: bytes.count) }
            let first = bytes[offset]
            let second = bytes[offset + 1]
            offset += 2
            switch (first, second) {
            case (0, 0): canvas.startRow()
            case (0, 1): return canvas.rgb
            case (0, 2):
                guard offset + 1 < bytes.count else { throw .cutOff(.bmp, bytes: bytes.count) }
                canvas.move(right: Int(bytes[offset]), on: Int(bytes[offset + 1]))
                offset += 2
            case (0, let count):
                // Literal indices, filled up to an even number of bytes.
                let literal = (Int(count) * layout.bitsPerPixel + 7) / 8
                guard literal <= bytes.count - offset else { throw .cutOff(.bmp, bytes: bytes.count) }
                for place in 0..<Int(count) {
                    canvas.put(
                        layout.bitsPerPixel == 8
                            ? bytes[offset + place] : Self.half(of: bytes[offset + place / 2], at: place))
                }
                offset += (literal + 1) / 2 * 2
            case (let count, let value):
                for place in 0..<Int(count) {
                    canvas.put(layout.bitsPerPixel == 8 ? value : Self.half(of: value, at: place))
                }
            }
        }
        return canvas.rgb
    }

    /// The high half of the byte at even places, the low half at odd ones.
    private static func half(of byte: UInt8, at place: Int) -> UInt8 {
        place.isMultiple(of: 2) ? byte >> 4 : byte & 15
    }

    /// The pixels so far, and the place of the next one.
    private struct Canvas {
        private let layout: BMPLayout
        private let palette: [UInt8]
        private(set) var rgb: [UInt8]
        private var x = 0
        /// Rows in the file's order.
        private var row = 0

        /// - Parameter palette: 256 times red, green, blue.
        init(layout: BMPLayout, palette: [UInt8]) {
            self.layout = layout
            self.palette = palette
            let count = layout.width * layout.height * 3
            rgb = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
                for place in 0..<count { buffer[place] = palette[place % 3] }
                initialized = count
            }
        }

        /// Whether every row has been written or left.
        var isFull: Bool { row >= layout.height || row == layout.height - 1 && x >= layout.width }

        mutating func startRow() {
            x = 0
            row += 1
        }

        mutating func move(right columns: Int, on rows: Int) {
            x += columns
            row += rows
        }

        mutating func put(_ index: UInt8) {
            guard row < layout.height, x < layout.width else { return }
            let y = layout.isTopDown ? row : layout.height - 1 - row
            let target = (y * layout.width + x) * 3
            for channel in 0..<3 { rgb[target + channel] = palette[Int(index) * 3 + channel] }
            x += 1
        }
    }
}
