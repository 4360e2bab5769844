extension ScreenGrid {
    /// Carries out a control sequence (ECMA-48, and what xterm has beyond it); those for colours and modes do nothing.
    mutating func control(_ parameters: [UInt8], _ final: UInt8) {
        let text = String(decoding: parameters, as: UTF8.self)
        guard text.allSatisfy({ $0.isNumber || $0 == ";" }) else { return }
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let first = numbers.first ?? 0
        let count = max(1, first)
        let second = numbers.count > 1 ? numbers[1] : 0
        switch final {
        case UInt8(ascii: "H"), UInt8(ascii: "f"): move(row: count - 1, column: max(1, second) - 1)
        case UInt8(ascii: "A"): move(row: row - count)
        case UInt8(ascii: "B"): move(row: row + count)
        case UInt8(ascii: "C"): move(column: column + count)
        case UInt8(ascii: "D"): move(column: column - count)
        case UInt8(ascii: "G"): move(column: count - 1)
        case UInt8(ascii: "d"): move(row: count - 1)
        case UInt8(ascii: "J"): erase(erased(first, all: allIndices))
        case UInt8(ascii: "K"): erase(erased(first, all: rowIndices))
        case UInt8(ascii: "X"): erase(cursorIndex..<min(cursorIndex + count, rowIndices.upperBound))
        case UInt8(ascii: "@"): insertBlanks(count)
        case UInt8(ascii: "P"): deleteLetters(count)
        case UInt8(ascii: "L"): insertLines(count)
        case UInt8(ascii: "M"): insertLines(-count)
        case UInt8(ascii: "S"): scroll(by: count)
        case UInt8(ascii: "T"): scroll(by: -count)
        case UInt8(ascii: "b"): repeatLast(count)
        case UInt8(ascii: "r"): setRegion(top: count - 1, bottom: second > 0 ? second : rows)
        default: break
        }
    }

    private func erased(_ kind: Int, all: Range<Int>) -> Range<Int> {
        switch kind {
        case 0: cursorIndex..<all.upperBound
        case 1: all.lowerBound..<(cursorIndex + 1)
        default: all
        }
    }
}
