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
