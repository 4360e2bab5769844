/// What stands for a glyph where the locale is not UTF-8.
enum ASCIIGlyphs {
    /// One ASCII character; `?` for letters and signs without one.
    static func replacement(for glyph: String) -> String {
        if ShownText.isPrintableASCII(glyph), glyph.utf8.count == 1 { return glyph }
        guard let scalar = glyph.unicodeScalars.first else { return " " }
        if scalar.isASCII, scalar.value >= 0x20, scalar.value < 0x7F { return String(scalar) }
        if let known = table[scalar] { return known }
        return box(scalar.value) ?? "?"
    }

    private static let table: [Unicode.Scalar: String] = {
        let groups: [(String, String)] = [
            ("-", "─━╌╍┄┅┈┉╴╶╸╺‐‑‒–—―−═"), ("|", "│┃╎╏┆┇┊┋╵╷╹╻║❘▏▕"),
            ("#", "█▉▊▓▇▆▅▒▋▄▌▐▀▍▃"), (":", "░▂▎"), ("_", "▁"),
            ("*", "●◆•★☆◉✱✻"), ("o", "○◦◌◯"), ("+", "✓✔"), ("x", "✗✘✖×✕"),
            (">", "▶▸►→▷❯»›⏵"), ("<", "◀◂◄←◁❮«‹"), ("^", "▲▴↑△⌃"), ("v", "▼▾↓▽⌄"),
            (".", "…·∙⋯"), ("~", "≈∼"), ("'", "‘’′"), ("\"", "“”″"), (" ", "\u{A0}\u{2800}\u{3000}"), ("=", "≡≤≥"),
            ("!", "⚠"), ("/", "╱⁄"), ("\\", "╲"), ("u", "µ"),
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (ascii, glyphs) in groups {
            for scalar in glyphs.unicodeScalars { table[scalar] = ascii }
        }
        return table
    }()

    /// Corners and crossings of box drawing; braille and other block elements become a `#`.
    private static func box(_ value: UInt32) -> String? {
        switch value {
        case 0x2500...0x257F: "+"
        case 0x2580...0x259F, 0x2801...0x28FF, 0x1FB00...0x1FB3B: "#"
        default: nil
        }
    }
}
