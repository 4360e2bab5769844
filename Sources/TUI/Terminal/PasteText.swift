/// What a bracketed paste has brought so far.
struct PasteText: Sendable {
    /// ESC [ 2 0 0 ~
    static let start: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x30, 0x7E]
    private static let end: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]
    /// Bytes; more is dropped: enough for the paths of ten thousand files.
    private static let limit = 1 << 20

    private var bytes: [UInt8] = []

    /// True when the paste is complete.
    mutating func append(_ byte: UInt8) -> Bool {
        if bytes.count < Self.limit + Self.end.count { bytes.append(byte) } else { rotate(in: byte) }
        guard byte == 0x7E, bytes.count >= Self.end.count, bytes.suffix(Self.end.count).elementsEqual(Self.end) else {
            return false
        }
        bytes.removeLast(Self.end.count)
        return true
    }

    /// Line ends as line feeds, a tab as a blank, other control characters left out, broken UTF-8 as U+FFFD.
    var finished: String {
        var text = ""
        var previous: Unicode.Scalar?
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\r": text.unicodeScalars.append("\n")
            case "\n": if previous != "\r" { text.unicodeScalars.append("\n") }
            case "\t": text.unicodeScalars.append(" ")
            default: if scalar.properties.generalCategory != .control { text.unicodeScalars.append(scalar) }
            }
            previous = scalar
        }
        return text
    }

    /// Keeps only the last bytes over the limit, to find the end among them.
    private mutating func rotate(in byte: UInt8) {
        bytes.remove(at: Self.limit)
        bytes.append(byte)
    }
}
