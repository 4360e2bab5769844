/// What a program sends to a terminal, split anywhere, taken apart: letters and commands go to the grid, questions get
/// the answers of a terminal.
struct ScreenReader: Sendable {
    private enum State: Sendable {
        case ground
        case escape
        /// Behind `ESC (` and the like.
        case designation
        case control
        /// OSC, DCS or APC: up to `ESC \`, an OSC also up to BEL.
        case string(introducer: UInt8, isEnding: Bool)
    }

    private(set) var grid: ScreenGrid
    /// Images that were put on the screen by kitty's protocol.
    private(set) var picturesPlaced = 0
    /// Answers kitty's question for its graphics.
    let hasKitty: Bool
    private var state = State.ground
    private var parameters: [UInt8] = []
    /// Of a letter that has several bytes.
    private var letter: UInt32 = 0
    private var missing = 0

    init(rows: Int, columns: Int, hasKitty: Bool) {
        grid = ScreenGrid(rows: rows, columns: columns)
        self.hasKitty = hasKitty
    }

    /// - Returns: what a terminal would send back.
    mutating func feed(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var answers: [UInt8] = []
        for byte in bytes { take(byte, &answers) }
        return answers
    }

    private mutating func take(_ byte: UInt8, _ answers: inout [UInt8]) {
        switch state {
        case .ground: ground(byte)
        case .escape: escape(byte)
        case .designation: state = .ground
        case .control:
            guard (0x40...0x7E).contains(byte) else {
                parameters.append(byte)
                return
            }
            state = .ground
            if let answer = TerminalAnswers.toControl(parameters, byte) {
                answers += answer
            } else {
                grid.control(parameters, byte)
            }
        case .string(let introducer, let isEnding):
            if byte == 0x07 && introducer == UInt8(ascii: "]") || isEnding && byte == UInt8(ascii: "\\") {
                state = .ground
                answers += endString(introducer)
            } else {
                state = .string(introducer: introducer, isEnding: byte == 0x1B)
                // Of an image only its beginning is of interest.
                if byte != 0x1B, parameters.count < 200 { parameters.append(byte) }
            }
        }
    }

    private mutating func ground(_ byte: UInt8) {
        switch byte {
        case 0x1B: state = .escape
        case 0x0D: grid.move(column: 0)
        case 0x0A: grid.lineFeed()
        case 0x08: grid.move(column: grid.column - 1)
        case 0x09: grid.move(column: (grid.column / 8 + 1) * 8)
        case 0..<0x20, 0x7F: break
        case 0x20..<0x80: grid.put(UnicodeScalar(byte))
        case 0x80..<0xC0:
            guard missing > 0 else { return }
            letter = letter << 6 | UInt32(byte & 0x3F)
            missing -= 1
            if missing == 0, let scalar = UnicodeScalar(letter) { grid.put(scalar) }
        default:
            missing = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1
            letter = UInt32(byte) & (0x3F >> UInt32(missing))
        }
    }

    private mutating func escape(_ byte: UInt8) {
        state = .ground
        parameters = []
        switch byte {
        case UInt8(ascii: "["): state = .control
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"):
            state = .string(introducer: byte, isEnding: false)
        case UInt8(ascii: "("), UInt8(ascii: ")"): state = .designation
        case UInt8(ascii: "7"): grid.save()
        case UInt8(ascii: "8"): grid.restore()
        case UInt8(ascii: "M"): grid.reverseLineFeed()
        default: break
        }
    }

    private mutating func endString(_ introducer: UInt8) -> [UInt8] {
        let text = String(decoding: parameters, as: UTF8.self)
        if introducer == UInt8(ascii: "_"), text.hasPrefix("Ga=p") { picturesPlaced += 1 }
        return TerminalAnswers.toString(text, introducer, hasKitty: hasKitty)
    }
}
