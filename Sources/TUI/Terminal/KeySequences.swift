/// Which escape sequence is which key: first as the terminal's description says, then as xterm and its many likes send.
struct KeySequences: Sendable {
    private var described: [[UInt8]: Key] = [:]

    /// - Parameter string: the terminal description's text for a capability, nil where it has none.
    init(describedBy string: (String) -> [UInt8]? = { _ in nil }) {
        for (capability, key) in Self.capabilities {
            guard let bytes = string(capability), bytes.first == 0x1B, bytes.count > 1 else { continue }
            described[bytes] = key
        }
    }

    /// - Parameter sequence: a whole one, from ESC to its last byte.
    func key(for sequence: [UInt8]) -> Key? {
        described[sequence] ?? Self.usualKey(for: sequence)
    }

    /// Names as in terminfo(5).
    private static let capabilities: [(String, Key)] =
        [
            ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("kpp", .pageUp), ("knp", .pageDown),
            ("khome", .home), ("kend", .end), ("kcbt", .backTab), ("kdch1", .delete), ("kent", .enter),
        ] + (1...12).map { ("kf\($0)", .function($0)) }

    private static func usualKey(for sequence: [UInt8]) -> Key? {
        guard sequence.count >= 3, let last = sequence.last else { return nil }
        if sequence.count == 4, sequence[1] == 0x5B, sequence[2] == 0x5B {
            return (0x41...0x45).contains(last) ? .function(Int(last) - 0x40) : nil  // Linux console: ESC [ [ A
        }
        // Of "ESC [ number ; modifier final" only the number counts: Ctrl-Up is Up.
        let number = Int(String(decoding: sequence[2...].prefix { (0x30...0x39).contains($0) }, as: UTF8.self))
        switch last {
        case UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "@"): return number.flatMap { numbered[$0] }
        case UInt8(ascii: "M"): return sequence[1] == 0x4F ? .enter : nil  // The keypad's
        default: return lettered[last]
        }
    }

    private static let lettered: [UInt8: Key] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "Z"): .backTab,
        UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3),
        UInt8(ascii: "S"): .function(4),
    ]

    private static let numbered: [Int: Key] = [
        1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6),
        18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
    ]
}
