import Inference

/// Where the parts of a file begin, as far as its structure can still be followed.
enum ChunkStarts {
    /// Parts that are looked at; a damaged file may seem to have millions.
    private static let most = 256

    /// Offsets of the file's header and of each part behind it; never empty.
    static func find(in bytes: [UInt8], of format: ImageFormat) -> [Int] {
        var starts = [0]
        /// Walks from one part to the next until the file ends or the walk would stand still.
        func walk(from first: Int, next: (Int) -> Int?) {
            var place = first
            while place < bytes.count, starts.count < most {
                starts.append(place)
                guard let following = next(place), following > place else { return }
                place = following
            }
        }
        switch format {
        case .png: walk(from: 8) { place in big(bytes, place).map { place + 12 + $0 } }
        case .jpeg:
            walk(from: 2) { place in
                guard place + 1 < bytes.count, bytes[place] == 0xFF, bytes[place + 1] != 0xDA else { return nil }
                return big(bytes, place).map { place + 2 + $0 & 0xFFFF }
            }
        case .webp: walk(from: 12) { place in little(bytes, place + 4).map { place + 8 + ($0 + 1) & ~1 } }
        case .heif: boxes(in: bytes, walk: walk)
        case .tiff:
            let isLittle = bytes.first == UInt8(ascii: "I")
            let directory = isLittle ? little(bytes, 4) : big(bytes, 4)
            walk(from: directory ?? 8) { place in place + (place == directory ? 2 : 12) }
        // Their headers are of fixed size: logical screen and first frame; file and picture header.
        case .gif: starts += [6, 10, 13].filter { $0 < bytes.count } + separators(in: bytes)
        case .bmp: starts += [10, 14, 18, 26, 30, 46].filter { $0 < bytes.count }
        }
        return starts
    }

    /// The boxes of the file, and those inside of `meta` and its `iprp`.
    private static func boxes(in bytes: [UInt8], walk: (Int, (Int) -> Int?) -> Void) {
        func isContainer(_ place: Int) -> Bool {
            ["meta", "iprp", "ipco"].contains { bytes[min(place + 4, bytes.count)...].starts(with: $0.utf8) }
        }
        walk(0) { place in
            guard let length = big(bytes, place) else { return nil }
            guard isContainer(place) else { return place + length }
            // `meta` has four bytes of version and flags before its boxes.
            return place + (bytes[place + 4] == UInt8(ascii: "m") ? 12 : 8)
        }
    }

    /// GIF: what looks like the start of a frame or of an extension.
    private static func separators(in bytes: [UInt8]) -> [Int] {
        Array(bytes.indices.filter { [0x21, 0x2C].contains(bytes[$0]) }.prefix(most))
    }

    private static func big(_ bytes: [UInt8], _ place: Int) -> Int? {
        guard place <= bytes.count - 4 else { return nil }
        return bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func little(_ bytes: [UInt8], _ place: Int) -> Int? {
        guard place <= bytes.count - 4 else { return nil }
        return bytes[place..<place + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
