/// The size is in the first start-of-frame segment, behind any number of others (ITU-T T.81, annex B).
enum JPEGHeader {
    static func scan(_ bytes: ByteReader) -> HeaderScan {
        var offset = 2
        while true {
            guard let prefix = bytes.u8(offset), let marker = bytes.u8(offset + 1) else { return .needsMore }
            guard prefix == 0xFF else { return .broken("no marker at byte \(offset)") }
            switch marker {
            case 0xFF:  // a fill byte
                offset += 1
            case 0x01, 0xD0...0xD7:  // markers without a segment
                offset += 2
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                guard let height = bytes.big(offset + 5, 2), let width = bytes.big(offset + 7, 2) else {
                    return .needsMore
                }
                return .size(width: width, height: height)
            case 0xF7: return .unsupported("the coding of JPEG-LS")
            case 0xD9, 0xDA:
                return .broken("the picture starts at byte \(offset) before its size is told")
            default:
                guard let length = bytes.big(offset + 2, 2) else { return .needsMore }
                guard length >= 2 else { return .broken("a segment of \(length) bytes at byte \(offset)") }
                offset += 2 + length
            }
        }
    }

    /// Whether the end-of-image marker follows the frame header: coded data holds no such pair of bytes.
    static func isComplete(_ bytes: ByteReader) -> Bool {
        var offset = 2
        while let marker = bytes.u8(offset + 1), marker != 0xDA {
            guard marker != 0xFF else {
                offset += 1
                continue
            }
            let bare = marker == 0x01 || (0xD0...0xD7).contains(marker)
            offset += bare ? 2 : 2 + max(2, bytes.big(offset + 2, 2) ?? 2)
        }
        while let byte = bytes.u8(offset) {
            if byte == 0xFF, bytes.u8(offset + 1) == 0xD9 { return true }
            offset += 1
        }
        return false
    }
}
