/// A bitmap's colours: always 256, black beyond those of the file, so that every byte is a valid index.
struct BMPPalette {
    /// 256 times red, green, blue.
    let rgb: [UInt8]

    init(_ bytes: UnsafeRawBufferPointer, _ layout: BMPLayout) {
        var rgb = [UInt8](repeating: 0, count: 256 * 3)
        for entry in 0..<min(256, layout.paletteEntries) {
            let start = layout.paletteOffset + entry * layout.bytesPerEntry
            for channel in 0..<3 { rgb[entry * 3 + channel] = bytes[start + 2 - channel] }
        }
        self.rgb = rgb
    }

    /// Writes one row of indices as colours.
    ///
    /// - Parameters:
    ///   - source: `width` indices of 1, 4 or 8 bits, the leftmost in the highest bits.
    ///   - target: `width * 3` bytes.
    func write(
        _ source: UnsafeRawBufferPointer, to target: UnsafeMutableBufferPointer<UInt8>, width: Int, bitsPerPixel: Int
    ) {
        let perByte = 8 / bitsPerPixel
        let most = (1 << bitsPerPixel) - 1
        for x in 0..<width {
            let shift = (perByte - 1 - x % perByte) * bitsPerPixel
            let index = Int(source[x / perByte]) >> shift & most
            for channel in 0..<3 { target[x * 3 + channel] = rgb[index * 3 + channel] }
        }
    }
}
