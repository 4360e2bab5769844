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

    /// Where the directory after this one lies; 0 after the last.
    func next(after directory: Int, entries: Int) -> Int? {
        let place = entry(entries, of: directory)
        return isBig ? long(place) : number(place, 4)
    }
}
