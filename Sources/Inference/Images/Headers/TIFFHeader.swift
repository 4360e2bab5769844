/// The size is two entries of the first directory, which may lie anywhere (TIFF 6.0, section 2; BigTIFF).
enum TIFFHeader {
    private static let widthTag = 256
    private static let heightTag = 257
    private static let mostEntries = 4096

    static func scan(_ bytes: ByteReader) -> HeaderScan {
        guard let file = TIFFNumbers(bytes), let directory = file.firstDirectory else { return .needsMore }
        guard directory >= 8 else { return .broken("the first directory lies at byte \(directory)") }
        guard let entries = file.entries(of: directory) else { return .needsMore }
        guard entries <= mostEntries else { return .broken("the first directory has \(entries) entries") }

        var width: Int?
        var height: Int?
        for entry in 0..<entries {
            let offset = file.entry(entry, of: directory)
            guard let tag = file.number(offset, 2), let type = file.number(offset + 2, 2) else { return .needsMore }
            guard tag == widthTag || tag == heightTag else { continue }
            let place = offset + (file.isBig ? 12 : 8)
            let value: Int?
            switch type {
            case 3: value = file.number(place, 2)
            case 4: value = file.number(place, 4)
            case 16: value = file.long(place)
            default: return .broken("tag \(tag) has type \(type)")
            }
            guard let value else { return .needsMore }
            if tag == widthTag { width = value } else { height = value }
        }
        guard let width, let height else { return .broken("the first directory tells no size") }
        return .size(width: width, height: height)
    }

    /// The length of the chain of directories, counted to one above `most`: a chain that loops is too long.
    static func directories(_ bytes: ByteReader, most: Int) -> Int {
        guard let file = TIFFNumbers(bytes), var directory = file.firstDirectory else { return 0 }
        var count = 0
        while directory > 0, count <= most, let entries = file.entries(of: directory) {
            count += 1
            guard entries <= mostEntries, let next = file.next(after: directory, entries: entries) else { break }
            directory = next
        }
        return count
    }
}
