/// The order people expect of names: `img2` before `img10`, letters without regard to case.
package enum NaturalOrder {
    /// Runs of digits compare as numbers of any length; ties are broken by the bytes, so that the order is total.
    package static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        let (first, second) = (sortingBytes(of: left), sortingBytes(of: right))
        return first == second ? left.lexicographicallyPrecedes(right) : first.lexicographicallyPrecedes(second)
    }

    /// Worked out once for each name, so that a comparison is one of bytes. Folders first, then by name.
    struct Key: Comparable {
        private let isFolder: Bool
        private let bytes: [UInt8]
        private let name: [UInt8]

        init(_ entry: FileEntry) {
            isFolder = entry.kind == .folder
            bytes = NaturalOrder.sortingBytes(of: entry.name)
            name = entry.name
        }

        static func < (left: Key, right: Key) -> Bool {
            if left.isFolder != right.isFolder { return left.isFolder }
            let order = compare(left.bytes, right.bytes)
            return order == 0 ? compare(left.name, right.name) < 0 : order < 0
        }

        /// Less than, equal to or greater than 0, as memcmp(3); of two with the same start the shorter one is first.
        private static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
            left.withUnsafeBytes { first in
                right.withUnsafeBytes { second in
                    for index in 0..<min(first.count, second.count) where first[index] != second[index] {
                        return Int(first[index]) - Int(second[index])
                    }
                    return first.count - second.count
                }
            }
        }
    }

    /// Bytes whose plain order is the natural one: a run of digits becomes a zero, its length and its digits. A name
    /// has at most 255 bytes, so the length fits into one; what is longer is no name of a file.
    private static func sortingBytes(of name: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(name.count + 8)
        var index = 0
        while index < name.count {
            guard isDigit(name[index]) else {
                bytes.append(lowercased(name[index]))
                index += 1
                continue
            }
            let start = index
            while index < name.count, isDigit(name[index]) { index += 1 }
            let digits = name[start..<index].drop { $0 == UInt8(ascii: "0") }
            bytes.append(UInt8(ascii: "0"))
            bytes.append(UInt8(min(digits.count, 255)))
            bytes.append(contentsOf: digits)
        }
        return bytes
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte
    }
}
