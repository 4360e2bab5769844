/// Numbers in the byte order of a TIFF file, classic or big (TIFF 6.0, section 2; BigTIFF).
struct TIFFNumbers {
    private let bytes: ByteReader
    private let isLittle: Bool
    /// Whether offsets have eight bytes.
    let isBig: Bool

    /// Nil where the bytes end inside the version number.
    init?(_ bytes: ByteReader) {
        self.bytes = bytes
        isLittle = bytes.has("II", at: 0)
        guard let version = isLittle ? bytes.little(2, 2) : bytes.big(2, 2) else { return nil }
        isBig = version == 43
    }

    func number(_ offset: Int, _ length: Int) -> Int? {
        isLittle ? bytes.little(offset, length) : bytes.big(offset, length)
    }

    /// An eight-byte number: no real offset or count needs its highest byte.
    func long(_ offset: Int) -> Int? {
        isLittle ? bytes.little(offset, 7) : offset < Int.max ? bytes.big(offset + 1, 7) : nil
    }

    /// Where the first directory lies.
    var firstDirectory: Int? { isBig ? long(8) : number(4, 4) }

    /// How many entries the directory at an offset has.
    func entries(of directory: Int) -> Int? { isBig ? long(directory) : number(directory, 2) }

    /// Where an entry of a directory lies.
    func entry(_ index: Int, of directory: Int) -> Int { directory + (isBig ? 8 + index * 20 : 2 + index * 12) }

    /// An entry's first value.
    enum Value: Equatable {
        case number(Int)
        /// A type that is no whole number.
        case other(type: Int)
        /// Past the end of the bytes.
        case missing
    }

    /// - Parameter offset: where the entry lies.
    func value(ofEntryAt offset: Int) -> Value {
        guard let type = number(offset + 2, 2), let count = isBig ? long(offset + 4) : number(offset + 4, 4) else {
            return .missing
        }
        guard let size = [3: 2, 4: 4, 16: 8][type] else { return .other(type: type) }
        // Values that fit stand in the entry itself, others where it says.
        let inline = offset + (isBig ? 12 : 8)
        let fits = count <= (isBig ? 8 : 4) / size
        guard let place = fits ? inline : isBig ? long(inline) : number(inline, 4),
            let value = size == 8 ? long(place) : number(place, size)
        else { return .missing }
        return .number(value)
    }

    /// Where the directory after this one lies; 0 after the last.
    func next(after directory: Int, entries: Int) -> Int? {
        let place = entry(entries, of: directory)
        return isBig ? long(place) : number(place, 4)
    }
}
