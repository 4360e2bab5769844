/// Text that stands for an image: it moves, scrolls and goes with the text around it, also in tmux.
///
/// U+10EEEE with combining marks for row, column and the number's highest byte; the colour is the number's lowest byte.
/// Cells without marks go on from the cell to their left.
enum KittyPlaceholders {
    /// Rows that can be named here.
    static var mostRows: Int { marks.count }

    /// One row of an image's cells, from the cursor on.
    /// - Parameter image: 16...255 in the lowest byte, less than `mostRows` in the highest, and nothing between.
    static func row(_ row: Int, columns: Int, image: Int) -> [UInt8] {
        let placeholder = "\u{10EEEE}"
        var text = "\u{1B}[0;38;5;\(image & 255)m" + placeholder
        for number in [row, 0, image >> 24] { text.unicodeScalars.append(marks[min(number, mostRows - 1)]) }
        return Array((text + String(repeating: placeholder, count: columns - 1)).utf8)
    }

    /// The first of the protocol's marks, from `rowcolumn-diacritics.txt`; a mark's place is its number.
    private static let marks: [Unicode.Scalar] = {
        let ranges: [ClosedRange<UInt32>] = [
            0x305...0x305, 0x30D...0x30E, 0x310...0x310, 0x312...0x312, 0x33D...0x33F, 0x346...0x346, 0x34A...0x34C,
            0x350...0x352, 0x357...0x357, 0x35B...0x35B, 0x363...0x36F, 0x483...0x487, 0x592...0x595, 0x597...0x599,
            0x59C...0x5A1, 0x5A8...0x5A9, 0x5AB...0x5AC, 0x5AF...0x5AF, 0x5C4...0x5C4, 0x610...0x617, 0x657...0x65B,
            0x65D...0x65E, 0x6D6...0x6DC, 0x6DF...0x6E2, 0x6E4...0x6E4, 0x6E7...0x6E8, 0x6EB...0x6EC,
        ]
        return ranges.flatMap { $0.compactMap { Unicode.Scalar($0) } }
    }()
}
