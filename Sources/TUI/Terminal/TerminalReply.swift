/// What a terminal is asked once it is open. The answers come as `TerminalEvent.reply`, at any time or never.
enum TerminalQuestion: CaseIterable {
    /// Its background: OSC 11 of xterm.
    case background

    var sequence: String {
        switch self {
        case .background: "\u{1B}]11;?\u{1B}\\"
        }
    }

    /// The Linux console may print what it does not know.
    static func all(type: String) -> [TerminalQuestion] { type == "linux" ? [] : allCases }
}

/// A terminal's answer to a question.
package enum TerminalReply: Sendable, Equatable {
    case background(Color)

    /// - Parameters:
    ///   - introducer: the byte after ESC: `]` for OSC, `P` for DCS, `_` for APC.
    ///   - text: up to the string's end.
    init?(introducer: UInt8, text: [UInt8]) {
        let text = String(decoding: text, as: UTF8.self)
        guard introducer == UInt8(ascii: "]"), text.hasPrefix("11;"), let color = Color(xterm: text.dropFirst(3)) else {
            return nil
        }
        self = .background(color)
    }
}

extension Color {
    /// From `rgb:RRRR/GGGG/BBBB` with one to four hexadecimal digits each, or `rgba:` with a fourth part.
    init?(xterm text: Substring) {
        guard let colon = text.firstIndex(of: ":"), ["rgb", "rgba"].contains(text[..<colon]) else { return nil }
        let parts = text[text.index(after: colon)...].split(separator: "/", omittingEmptySubsequences: false)
        let levels = parts.compactMap { part -> UInt8? in
            guard (1...4).contains(part.count), let value = Int(part, radix: 16), value >= 0 else { return nil }
            return UInt8(value * 255 / ((1 << (4 * part.count)) - 1))
        }
        guard levels.count == parts.count, levels.count >= 3 else { return nil }
        self.init(levels[0], levels[1], levels[2])
    }
}
