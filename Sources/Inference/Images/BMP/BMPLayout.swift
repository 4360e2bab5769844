/// What a bitmap's headers say of its pixels: where they lie and how they are coded.
///
/// The headers, by their length: 12 (BITMAPCOREHEADER), 40 (BITMAPINFOHEADER), 52 and 56 (the same with masks),
/// 64 (OS/2 2.x), 108 (BITMAPV4HEADER), 124 (BITMAPV5HEADER).
/// https://learn.microsoft.com/en-us/windows/win32/gdi/bitmap-header-types
struct BMPLayout {
    /// How the pixels are written.
    enum Coding: Equatable {
        /// Palette entries of 1, 4 or 8 bits.
        case indices
        /// Palette entries of 4 or 8 bits in runs (BI_RLE4, BI_RLE8).
        case runs
        /// Blue, green and red bytes, three or four a pixel; the fourth says nothing.
        case bytes(perPixel: Int)
        /// Numbers of 16 or 32 bits with the channels where the masks say.
        case masks(BMPChannels)
    }

    /// Pixels.
    let width: Int
    /// Pixels.
    let height: Int
    /// Whether the first row of the file is the topmost.
    let isTopDown: Bool
    let bitsPerPixel: Int
    let coding: Coding
    /// Bytes from the start of the file.
    let paletteOffset: Int
    /// Entries that the header promises and the file has room for.
    let paletteEntries: Int
    /// 3 or 4.
    let bytesPerEntry: Int
    /// Bytes from the start of the file.
    let dataOffset: Int

    /// Bytes from one row to the next: a multiple of four.
    var stride: Int { (width * bitsPerPixel + 31) / 32 * 4 }

    /// - Throws: `UNREADABLE_IMAGE` for headers that end early or contradict themselves, `UNSUPPORTED_IMAGE` for a
    ///   coding or depth that is not read here.
    init(_ bytes: ByteReader) throws(InferenceError) {
        func number(_ offset: Int, _ length: Int) throws(InferenceError) -> Int {
            guard let value = bytes.little(offset, length) else { throw .cutOff(.bmp, bytes: bytes.count) }
            return value
        }
        func signed(_ offset: Int) throws(InferenceError) -> Int {
            Int(Int32(truncatingIfNeeded: try number(offset, 4)))
        }
        let headerBytes = try number(14, 4)
        let isCore = headerBytes == 12
        guard isCore || [40, 52, 56, 64, 108, 124].contains(headerBytes) else {
            throw .unsupported(.bmp, "an information header of \(headerBytes) bytes")
        }
        let rows = isCore ? try number(20, 2) : try signed(22)
        width = isCore ? try number(18, 2) : try signed(18)
        height = abs(rows)
        isTopDown = rows < 0
        bitsPerPixel = try number(isCore ? 24 : 28, 2)
        let compression = BMPCompression(
            code: isCore ? 0 : try number(30, 4), isOS2: headerBytes == 64, bitsPerPixel: bitsPerPixel)
        coding = try Self.coding(compression, bitsPerPixel, headerBytes, bytes)
        dataOffset = try number(10, 4)

        // A header of 40 bytes has its masks behind it, a longer one inside.
        let masksBytes = headerBytes == 40 ? compression.maskCount * 4 : 0
        paletteOffset = 14 + headerBytes + masksBytes
        bytesPerEntry = isCore ? 3 : 4
        guard dataOffset >= paletteOffset else {
            throw .damaged(.bmp, "its pixels start at byte \(dataOffset), inside the header")
        }
        let promised = isCore ? 0 : try number(46, 4)
        let possible = bitsPerPixel <= 8 ? 1 << bitsPerPixel : 0
        let room = (min(dataOffset, bytes.count) - paletteOffset) / bytesPerEntry
        paletteEntries = max(0, min(promised == 0 ? possible : promised, possible, room))
    }

    private static func coding(
        _ compression: BMPCompression, _ bitsPerPixel: Int, _ headerBytes: Int, _ bytes: ByteReader
    ) throws(InferenceError) -> Coding {
        switch (compression, bitsPerPixel) {
        case (.none, 1), (.none, 4), (.none, 8): return .indices
        case (.none, 16): return .masks(.fiveBitsEach)
        case (.none, 24), (.none, 32): return .bytes(perPixel: bitsPerPixel / 8)
        case (.runs, 4), (.runs, 8): return .runs
        case (.masks(let hasAlpha), 16), (.masks(let hasAlpha), 32):
            guard bytes.count >= 54 + (hasAlpha || headerBytes >= 56 ? 16 : 12) else {
                throw .cutOff(.bmp, bytes: bytes.count)
            }
            let count = hasAlpha || headerBytes >= 56 ? 4 : 3
            let masks = (0..<count).map { UInt32(truncatingIfNeeded: bytes.little(54 + $0 * 4, 4) ?? 0) }
            return .masks(try BMPChannels(masks, bitsPerPixel: bitsPerPixel))
        case (.other(let kind), _): throw .unsupported(.bmp, kind)
        default: throw .unsupported(.bmp, "\(compression.name) with \(bitsPerPixel) bits a pixel")
        }
    }
}
