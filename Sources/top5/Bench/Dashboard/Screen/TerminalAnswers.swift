/// What a terminal answers to the dashboard's questions: a VT220 with colours, and where it is wanted kitty's graphics.
enum TerminalAnswers {
    /// - Returns: nil for what is no question.
    static func toControl(_ parameters: [UInt8], _ final: UInt8) -> [UInt8]? {
        let answer: String
        switch (String(decoding: parameters, as: UTF8.self), final) {
        case ("", UInt8(ascii: "c")), ("0", UInt8(ascii: "c")): answer = "\u{1B}[?62;22c"
        case ("5", UInt8(ascii: "n")): answer = "\u{1B}[0n"
        case ("16", UInt8(ascii: "t")): answer = "\u{1B}[6;20;10t"
        default: return nil
        }
        return Array(answer.utf8)
    }

    /// - Parameters:
    ///   - text: of an OSC, DCS or APC, or its beginning.
    ///   - introducer: the byte behind ESC.
    static func toString(_ text: String, _ introducer: UInt8, hasKitty: Bool) -> [UInt8] {
        if introducer == UInt8(ascii: "]"), text == "11;?" {
            return Array("\u{1B}]11;rgb:1010/1010/1010\u{1B}\\".utf8)
        }
        guard introducer == UInt8(ascii: "_"), hasKitty, text.hasPrefix("Ga=q"),
            let image = text.firstRange(of: "i=").map({ text[$0.upperBound...].prefix { $0.isNumber } })
        else { return [] }
        return Array("\u{1B}_Gi=\(image);OK\u{1B}\\".utf8)
    }
}
