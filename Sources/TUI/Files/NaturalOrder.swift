/// The order people expect of names: `img2` before `img10`, letters without regard to case.
package enum NaturalOrder {
    /// Folders first, then by name.
    package static func precedes(_ left: FileEntry, _ right: FileEntry) -> Bool {
        if (left.kind == .folder) != (right.kind == .folder) { return left.kind == .folder }
        return precedes(left.name, right.name)
    }

    /// Runs of digits compare as numbers of any length; ties are broken by the bytes, so that the order is total.
    package static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            if isDigit(left[i]), isDigit(right[j]) {
                let (first, second) = (digits(left, &i), digits(right, &j))
                if first.count != second.count { return first.count < second.count }
                if first != second { return first.lexicographicallyPrecedes(second) }
            } else {
                let (first, second) = (lowercased(left[i]), lowercased(right[j]))
                if first != second { return first < second }
                i += 1
                j += 1
            }
        }
        let (restLeft, restRight) = (left.count - i, right.count - j)
        return restLeft != restRight ? restLeft < restRight : left.lexicographicallyPrecedes(right)
    }

    /// The run of digits at `index` without leading zeros; moves `index` behind it.
    private static func digits(_ name: [UInt8], _ index: inout Int) -> ArraySlice<UInt8> {
        let start = index
        while index < name.count, isDigit(name[index]) { index += 1 }
        return name[start..<index].drop { $0 == UInt8(ascii: "0") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte
    }
}
