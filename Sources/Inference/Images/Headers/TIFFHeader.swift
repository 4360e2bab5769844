/// The size is two entries of the first directory, which may lie anywhere (TIFF 6.0, section 2; BigTIFF).
enum TIFFHeader {
    private enum Tag: Int, CaseIterable {
        case width = 256
        case height = 257
        case bitsPerSample = 258
        case planes = 284
        case tileWidth = 322
        case sampleFormat = 339
    }

    private static let mostEntries = 4096

    static func scan(_ bytes: ByteReader) -> HeaderScan {
        guard let file = TIFFNumbers(bytes), let directory = file.firstDirectory else { return .needsMore }
        guard directory >= 8 else { return .broken("the first directory lies at byte \(directory)") }
        guard let entries = file.entries(of: directory) else { return .needsMore }
        guard entries <= mostEntries else { return .broken("the first directory has \(entries) entries") }

        var found: [Tag: Int] = [:]
        for entry in 0..<entries {
            let offset = file.entry(entry, of: directory)
            guard let number = file.number(offset, 2) else { return .needsMore }
            guard let tag = Tag(rawValue: number) else { continue }
            switch file.value(ofEntryAt: offset) {
            case .number(let value): found[tag] = value
            case .other(let type) where tag == .width || tag == .height:
                return .broken("tag \(number) has type \(type)")
            case .other: continue
            case .missing: return .needsMore
            }
        }
        guard let width = found[.width], let height = found[.height] else {
            return .broken("the first directory tells no size")
        }
        return unsupported(found).map(HeaderScan.unsupported) ?? .size(width: width, height: height)
    }

    /// What libvips would show wrongly, or refuse without saying why.
    private static func unsupported(_ found: [Tag: Int]) -> String? {
        if found[.planes] == 2, found[.tileWidth] != nil { return "tiles of single channels" }
        switch found[.sampleFormat] {
        case 2: return "samples with a sign"
        case 3: return "floating-point samples"
        case 5, 6: return "complex samples"
        default: break
        }
        // Nothing tells which number is white: libvips would cut off all above 255.
        return found[.bitsPerSample].flatMap { $0 > 16 ? "samples of \($0) bits" : nil }
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
