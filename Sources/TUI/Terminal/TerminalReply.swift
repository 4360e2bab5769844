/// What a terminal answers to a question, as opposed to what its user types.
enum TerminalReply: Sendable, Equatable {
    /// Primary device attributes (DA1): 4 among them says that it draws sixels.
    case attributes([Int])
    /// All that was sent before this question has been worked through (DSR 5).
    case ready
    case cell(PixelExtent)
    case window(PixelExtent)
    /// XTSMGRAPHICS: the largest sixel picture.
    case sixelLimit(PixelExtent)
    /// kitty's graphics protocol: `OK` or an error, for one image.
    case kitty(image: Int, message: String)
    /// iTerm2's list of features; `F` among them says that it takes pictures.
    case iterm2Features(String)
    case iterm2Cell(PixelExtent)
    /// OSC 11 of xterm.
    case background(Color)

    /// - Parameter control: a whole control sequence, from ESC to its last byte.
    init?(control: [UInt8]) {
        guard control.count > 3, let last = control.last else { return nil }
        let isPrivate = control[2] == UInt8(ascii: "?")
        let text = String(decoding: control[(isPrivate ? 3 : 2)..<(control.count - 1)], as: UTF8.self)
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.allSatisfy({ $0 ?? 0 >= 0 }) else { return nil }
        switch (isPrivate, last, numbers.first ?? nil) {
        case (true, UInt8(ascii: "c"), _): self = .attributes(numbers.compactMap { $0 })
        case (false, UInt8(ascii: "n"), 0): self = .ready
        case (false, UInt8(ascii: "t"), 6): self.init(.cell, numbers.dropFirst())
        case (false, UInt8(ascii: "t"), 4): self.init(.window, numbers.dropFirst())
        case (true, UInt8(ascii: "S"), 2) where numbers.count == 4 && numbers[1] == 0:
            self.init(.limit, numbers[2...].reversed())
        default: return nil
        }
    }

    private enum Kind { case cell, window, limit }

    /// - Parameter sides: height and width.
    private init?(_ kind: Kind, _ sides: some Collection<Int?>) {
        let sides = sides.compactMap { $0 }
        guard sides.count == 2, sides.allSatisfy({ (1...100_000).contains($0) }) else { return nil }
        let extent = PixelExtent(width: sides[1], height: sides[0])
        switch kind {
        case .cell: self = .cell(extent)
        case .window: self = .window(extent)
        case .limit: self = .sixelLimit(extent)
        }
    }

    /// - Parameters:
    ///   - introducer: the byte after ESC: `_` for APC, `]` for OSC, `P` for DCS.
    ///   - string: up to its terminator.
    init?(introducer: UInt8, string: [UInt8]) {
        let text = String(decoding: string, as: UTF8.self)
        switch introducer {
        case UInt8(ascii: "_"):
            guard text.hasPrefix("G"), let semicolon = text.firstIndex(of: ";") else { return nil }
            let keys = text[text.index(after: text.startIndex)..<semicolon].split(separator: ",")
            guard let image = keys.first(where: { $0.hasPrefix("i=") }).flatMap({ Int($0.dropFirst(2)) }) else {
                return nil
            }
            self = .kitty(image: image, message: String(text[text.index(after: semicolon)...]))
        case UInt8(ascii: "]"):
            if let features = text.trimmed("1337;Capabilities=") {
                self = .iterm2Features(features)
            } else if let sides = text.trimmed("1337;ReportCellSize=") {
                self.init(iterm2Cell: sides)
            } else if let color = text.trimmed("11;").flatMap({ Color(xterm: $0[...]) }) {
                self = .background(color)
            } else {
                return nil
            }
        default: return nil
        }
    }

    /// `HEIGHT;WIDTH` in points, and pixels per point on fine screens.
    private init?(iterm2Cell text: String) {
        let numbers = text.split(separator: ";").map { Double($0) ?? .nan }
        guard numbers.count >= 2, numbers.allSatisfy({ $0 > 0 && $0 < 10_000 }) else { return nil }
        let scale = numbers.count > 2 ? numbers[2] : 1
        let extent = PixelExtent(width: Int(numbers[1] * scale), height: Int(numbers[0] * scale))
        guard extent.width > 0, extent.height > 0 else { return nil }
        self = .iterm2Cell(extent)
    }
}

extension String {
    fileprivate func trimmed(_ prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
