/// What one cell (or two, if wide) can hold: a spacing scalar and at most four combining ones.
struct ShownCluster: Sendable, Equatable {
    /// ncurses' limit for one cell, CCHARW_MAX - 1.
    static let mostCombining = 4

    var scalars: [Unicode.Scalar]
    /// 1 or 2 cells.
    var width: Int

    var glyph: String {
        scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
    }
}

extension ShownText {
    /// The cells that `text` fills, made safe as `sanitise` says.
    static func clusters(of text: String) -> [ShownCluster] {
        var clusters: [ShownCluster] = []
        clusters.reserveCapacity(text.utf8.count)
        for character in text { append(character, to: &clusters) }
        return clusters
    }

    private static func append(_ character: Character, to clusters: inout [ShownCluster]) {
        var isFirst = true
        for scalar in character.unicodeScalars {
            switch ScalarRole(scalar) {
            case .spacing:
                // The rest of a joined or toned emoji has no cell of its own: "👩‍🔬" is shown as "👩".
                if !isFirst, scalar.properties.isEmoji, !scalar.isASCII { return }
                clusters.append(ShownCluster(scalars: [scalar], width: DisplayWidth.of(scalar)))
            case .shownAs(let picture):
                clusters.append(ShownCluster(scalars: [picture], width: 1))
            case .combining where isFirst:
                clusters.append(ShownCluster(scalars: ["\u{25CC}", scalar], width: 1))
            case .combining:
                let last = clusters.count - 1
                if clusters[last].scalars.count <= ShownCluster.mostCombining { clusters[last].scalars.append(scalar) }
            case .joining:
                if isFirst { clusters.append(ShownCluster(scalars: ["\u{FFFD}"], width: 1)) }
            }
            isFirst = false
        }
    }
}

/// What a scalar does to the cells.
private enum ScalarRole {
    case spacing
    case combining
    /// Shapes its neighbours and is dropped among them; alone it is made visible.
    case joining
    case shownAs(Unicode.Scalar)

    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        switch value {
        case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300: self = .spacing
        case 0..<0x20: self = .shownAs(Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}")
        case 0x7F: self = .shownAs("\u{2421}")
        // Regional indicators: terminals disagree on a flag's width, so it is shown as its letters.
        case 0x1F1E6...0x1F1FF: self = .shownAs(Unicode.Scalar(value - 0x1F1E6 + 0x41) ?? "\u{FFFD}")
        // Blank letters, good for nothing but names that look alike.
        case 0x115F, 0x1160, 0x3164, 0xFFA0: self = .shownAs("\u{FFFD}")
        case 0x200C, 0x200D, 0x034F, 0xFE00...0xFE0F, 0xE0020...0xE007F, 0xE0100...0xE01EF: self = .joining
        default: self = ScalarRole(byCategoryOf: scalar)
        }
    }

    private init(byCategoryOf scalar: Unicode.Scalar) {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
            self = .shownAs("\u{FFFD}")
        case .spaceSeparator where scalar.value != 0x3000:
            // Widths differ between fonts and terminals.
            self = .shownAs(" ")
        default:
            self = DisplayWidth.isZeroWidth(scalar) ? .combining : .spacing
        }
    }
}
