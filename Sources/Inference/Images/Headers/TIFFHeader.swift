/// The size is two entries of the first directory, which may lie anywhere (TIFF 6.0, section 2; BigTIFF).
enum TIFFHeader {
    private static let widthTag = 256
    private static let heightTag = 257

    static func scan(_ bytes: ByteReader) -> HeaderScan {
        let isLittle = bytes.has("II", at: 0)
        func number(_ offset: Int, _ length: Int) -> Int? {
            isLittle ? bytes.little(offset, length) : bytes.big(offset, length)
        }
        // An eight-byte number: no real offset or count needs its highest byte.
        func long(_ offset: Int) -> Int? { isLittle ? bytes.little(offset, 7) : bytes.big(offset + 1, 7) }

        guard let version = number(2, 2) else { return .needsMore }
        let isBig = version == 43
        guard let directory = isBig ? long(8) : number(4, 4) else { return .needsMore }
        guard directory >= 8 else { return .broken("the first directory lies at byte \(directory)") }
        guard let entries = isBig ? long(directory) : number(directory, 2) else { return .needsMore }
        guard entries <= 4096 else { return .broken("the first directory has \(entries) entries") }

        var width: Int?
        var height: Int?
        for entry in 0..<entries {
            let offset = directory + (isBig ? 8 + entry * 20 : 2 + entry * 12)
            guard let tag = number(offset, 2), let type = number(offset + 2, 2) else { return .needsMore }
            guard tag == widthTag || tag == heightTag else { continue }
            let place = offset + (isBig ? 12 : 8)
            let value: Int?
            switch type {
            case 3: value = number(place, 2)
            case 4: value = number(place, 4)
            case 16: value = long(place)
            default: return .broken("tag \(tag) has type \(type)")
            }
            guard let value else { return .needsMore }
            if tag == widthTag { width = value } else { height = value }
        }
        guard let width, let height else { return .broken("the first directory tells no size") }
        return .size(width: width, height: height)
    }
}
