import Foundation

/// OSC 52, by which a program hands text to the terminal for the clipboard, also over SSH.
/// (xterm control sequences, "Manipulate Selection Data".)
package enum ClipboardSequence {
    /// Bytes of text that terminals take in general: more than this makes 100,000 characters of Base64.
    package static let mostBytes = 74_994

    /// - Parameter multiplexer: what stands between the program and the terminal.
    package static func bytes(for text: String, through multiplexer: TerminalCapabilities.Multiplexer?) -> [UInt8] {
        let plain = "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{07}"
        switch multiplexer {
        case nil: return Array(plain.utf8)
        case .tmux:
            // With set-clipboard on, tmux takes the plain one; with allow-passthrough on, it hands the wrapped one to the
            // terminal outside. Each is ignored where its option is off; where both are on, the same text is set twice.
            let wrapped = "\u{1B}Ptmux;" + plain.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
            return Array((plain + wrapped).utf8)
        case .screen:
            // GNU screen hands device control strings on, but only short ones.
            let pieces = stride(from: 0, to: plain.utf8.count, by: screenPiece).map { start in
                plain.utf8.dropFirst(start).prefix(screenPiece)
            }
            return pieces.flatMap { Array("\u{1B}P".utf8) + Array($0) + Array("\u{1B}\\".utf8) }
        }
    }

    /// Below screen's limit of 256 bytes for such a string.
    private static let screenPiece = 240
}
