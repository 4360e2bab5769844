/// What the mouse did, and over which cell.
package struct MouseEvent: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// Of the left button.
        case press, release
        case wheelUp, wheelDown
    }

    package var kind: Kind
    package var position: Position

    package init(_ kind: Kind, at position: Position) {
        self.kind = kind
        self.position = position
    }
}

extension MouseEvent {
    /// From `ESC [ < button ; column ; row M`, where `m` ends a release (xterm's mode 1006). Other buttons and mere
    /// motion are nil.
    init?(sgr sequence: [UInt8]) {
        guard sequence.count > 3, sequence[2] == UInt8(ascii: "<"), let last = sequence.last else { return nil }
        let numbers = sequence[3..<(sequence.count - 1)].split(
            separator: UInt8(ascii: ";"), omittingEmptySubsequences: false
        )
        .map { Int(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count == 3, let button = numbers[0], let column = numbers[1], let row = numbers[2] else {
            return nil
        }
        switch last {
        case UInt8(ascii: "M"): self.init(button: button, column: column, row: row)
        case UInt8(ascii: "m"):
            guard button & Self.buttonBits == 0, column > 0, row > 0 else { return nil }
            self.init(.release, at: Position(row: row - 1, column: column - 1))
        default: return nil
        }
    }

    /// From the three bytes after `ESC [ M`, as terminals send that know no other form.
    init?(x10 bytes: [UInt8]) {
        guard bytes.count == 3, bytes.allSatisfy({ $0 > 32 || ($0 == 32 && $0 == bytes[0]) }) else { return nil }
        self.init(button: Int(bytes[0]) - 32, column: Int(bytes[1]) - 32, row: Int(bytes[2]) - 32)
    }

    /// Without the modifier keys (4, 8, 16): the button (1, 2), motion (32), the wheel (64).
    private static let buttonBits = 3 | 32 | 64 | 128

    private init?(button: Int, column: Int, row: Int) {
        guard column > 0, row > 0 else { return nil }
        let kind: Kind? =
            switch button & Self.buttonBits {
            case 0: .press
            case 3: .release
            case 64: .wheelUp
            case 65: .wheelDown
            default: nil
            }
        guard let kind else { return nil }
        self.init(kind, at: Position(row: row - 1, column: column - 1))
    }
}
