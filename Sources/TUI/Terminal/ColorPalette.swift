/// The colours that a terminal can show, and which of them is nearest to a wish.
enum ColorPalette: Sendable, Equatable {
    case none
    /// The first 8 or all 16 of the ANSI colours; what they really look like is the user's choice.
    case ansi(count: Int)
    case xterm256
    case direct

    enum Layer { case foreground, background }

    /// The terminal's number for a colour; -1 is its own colour.
    func number(of color: Color?, as layer: Layer) -> Int32 {
        guard let color, self != .none else { return -1 }
        switch self {
        case .none: return -1
        case .ansi(let count): return Self.nearestANSI(to: color, count: count, as: layer)
        case .xterm256: return Self.nearestOf256(to: color)
        case .direct: return Int32(color.red) << 16 | Int32(color.green) << 8 | Int32(color.blue)
        }
    }

    /// The 6x6x6 cube or the grey ramp of xterm; not the first 16, which users redefine.
    private static func nearestOf256(to color: Color) -> Int32 {
        let steps = [color.red, color.green, color.blue].map(cubeStep)
        let cube = Color(cubeLevels[steps[0]], cubeLevels[steps[1]], cubeLevels[steps[2]])
        let mean = (Int(color.red) + Int(color.green) + Int(color.blue)) / 3
        let greyStep = min(23, max(0, (mean - 3) / 10))
        let level = UInt8(8 + 10 * greyStep)
        let grey = Color(level, level, level)
        guard distance(color, grey) < distance(color, cube) else {
            return Int32(16 + 36 * steps[0] + 6 * steps[1] + steps[2])
        }
        return Int32(232 + greyStep)
    }

    private static let cubeLevels: [UInt8] = [0, 95, 135, 175, 215, 255]

    private static func cubeStep(_ value: UInt8) -> Int {
        value < 48 ? 0 : value < 115 ? 1 : (Int(value) - 35) / 40
    }

    private static func nearestANSI(to color: Color, count: Int, as layer: Layer) -> Int32 {
        if let index = ansiColors.prefix(count).firstIndex(of: color) { return Int32(index) }
        let brightest = max(color.red, color.green, color.blue)
        let spread = brightest - min(color.red, color.green, color.blue)
        if spread >= 64 { return hued(color, count: count) }
        let isGrey = spread < 32
        let candidates = ansiColors.indices.prefix(count).filter { index in
            // Dark grey text must not become black on black, and no grey may take on a hue.
            if index == 0, count == 8, layer == .foreground, brightest > 40 { return false }
            return !isGrey || ansiGreys.contains(index)
        }
        let best = candidates.min { distance(color, ansiColors[$0]) < distance(color, ansiColors[$1]) }
        return Int32(best ?? 7)
    }

    /// A colour keeps its hue: by distance alone a light green would be grey. Light ones are of the bright half.
    private static func hued(_ color: Color, count: Int) -> Int32 {
        let isBright = color.luminance > 0.25 || max(color.red, color.green, color.blue) >= 200
        // Light blues are cyan: on black, the terminals' own blue can hardly be read.
        let index: Int32 =
            switch color.hue {
            case 25..<75: 3
            case 75..<170: 2
            case 170..<(isBright ? 228 : 205): 6
            case 170..<270: 4
            case 270..<332: 5
            default: 1
            }
        return isBright && count == 16 ? index + 8 : index
    }

    private static let ansiGreys: Set<Int> = [0, 7, 8, 15]

    /// As chafa assumes them, so that its pictures pass unchanged.
    private static let ansiColors: [Color] = [
        Color(0x00, 0x00, 0x00), Color(0x80, 0x00, 0x00), Color(0x00, 0x70, 0x00), Color(0x70, 0x70, 0x00),
        Color(0x00, 0x00, 0x70), Color(0x70, 0x00, 0x70), Color(0x00, 0x70, 0x70), Color(0xC0, 0xC0, 0xC0),
        Color(0x40, 0x40, 0x40), Color(0xFF, 0x00, 0x00), Color(0x00, 0xFF, 0x00), Color(0xFF, 0xFF, 0x00),
        Color(0x00, 0x00, 0xFF), Color(0xFF, 0x00, 0xFF), Color(0x00, 0xFF, 0xFF), Color(0xFF, 0xFF, 0xFF),
    ]

    /// Squared, weighted by the mean red ("redmean", compuphase.com/cmetric.htm), times 256.
    private static func distance(_ one: Color, _ other: Color) -> Int {
        let meanRed = (Int(one.red) + Int(other.red)) / 2
        let red = Int(one.red) - Int(other.red)
        let green = Int(one.green) - Int(other.green)
        let blue = Int(one.blue) - Int(other.blue)
        return (512 + meanRed) * red * red + 1024 * green * green + (767 - meanRed) * blue * blue
    }
}
