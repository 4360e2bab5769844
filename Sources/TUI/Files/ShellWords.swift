/// Takes a line apart as a POSIX shell would, without doing anything else that a shell does: nothing is expanded.
enum ShellWords {
    private enum Quote {
        case none, single, double
        /// `$'…'`, with which shells write line breaks and bytes that are no text.
        case escaped
    }

    /// Words as bytes; nil where a quote is not closed.
    static func split(_ line: String) -> [[UInt8]]? {
        let bytes = Array(line.utf8)
        var words: [[UInt8]] = []
        var word: [UInt8]?
        var quote = Quote.none
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch quote {
            case .none: index += takeBare(bytes, index, &word, &words, &quote)
            case .single where byte == UInt8(ascii: "'"), .double where byte == UInt8(ascii: "\""),
                .escaped where byte == UInt8(ascii: "'"):
                quote = .none
                index += 1
            case .double where byte == UInt8(ascii: "\\") && index + 1 < bytes.count:
                let isSpecial = "\"\\$`".utf8.contains(bytes[index + 1])
                word?.append(contentsOf: isSpecial ? [bytes[index + 1]] : [byte, bytes[index + 1]])
                index += 2
            case .escaped where byte == UInt8(ascii: "\\") && index + 1 < bytes.count:
                let (value, length) = escape(bytes[(index + 1)...])
                word?.append(value)
                index += 1 + length
            case .single, .double, .escaped:
                word?.append(byte)
                index += 1
            }
        }
        guard quote == .none else { return nil }
        if let word { words.append(word) }
        return words
    }

    /// - Returns: bytes used.
    private static func takeBare(
        _ bytes: [UInt8], _ index: Int, _ word: inout [UInt8]?, _ words: inout [[UInt8]], _ quote: inout Quote
    ) -> Int {
        switch bytes[index] {
        case UInt8(ascii: " "):
            if let finished = word { words.append(finished) }
            word = nil
            return 1
        case UInt8(ascii: "'"): quote = .single
        case UInt8(ascii: "\""): quote = .double
        case UInt8(ascii: "$") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "'"):
            quote = .escaped
            word = word ?? []
            return 2
        case UInt8(ascii: "\\") where index + 1 < bytes.count:
            word = (word ?? []) + [bytes[index + 1]]
            return 2
        default:
            if word == nil { word = [] }
            word?.append(bytes[index])
            return 1
        }
        word = word ?? []
        return 1
    }

    /// What stands behind the backslash: one byte, and how many it was written with.
    private static func escape(_ text: ArraySlice<UInt8>) -> (UInt8, Int) {
        guard let first = text.first else { return (UInt8(ascii: "\\"), 0) }
        switch first {
        case UInt8(ascii: "n"): return (0x0A, 1)
        case UInt8(ascii: "t"): return (0x09, 1)
        case UInt8(ascii: "r"): return (0x0D, 1)
        case UInt8(ascii: "a"): return (0x07, 1)
        case UInt8(ascii: "b"): return (0x08, 1)
        case UInt8(ascii: "e"), UInt8(ascii: "E"): return (0x1B, 1)
        case UInt8(ascii: "x"):
            let digits = text.dropFirst().prefix(2).prefix { Character(Unicode.Scalar($0)).isHexDigit }
            guard let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else { return (first, 1) }
            return (value, 1 + digits.count)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            let digits = text.prefix(3).prefix { (0x30...0x37).contains($0) }
            let value = Int(String(decoding: digits, as: UTF8.self), radix: 8) ?? 0
            return (UInt8(truncatingIfNeeded: value), digits.count)
        default: return (first, 1)
        }
    }
}
