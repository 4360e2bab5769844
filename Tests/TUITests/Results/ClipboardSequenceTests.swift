import Foundation
import Testing

@testable import TUI

@Suite("OSC 52")
struct ClipboardSequenceTests {
    private func text(_ content: String, _ multiplexer: TerminalCapabilities.Multiplexer?) -> String {
        String(decoding: ClipboardSequence.bytes(for: content, through: multiplexer), as: UTF8.self)
    }

    @Test("Bare for a terminal, bare and wrapped for tmux")
    func wrapping() {
        #expect(text("hi", nil) == "\u{1B}]52;c;aGk=\u{7}")
        #expect(text("hi", .tmux) == "\u{1B}]52;c;aGk=\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;aGk=\u{7}\u{1B}\\")
    }

    @Test("GNU screen gets pieces that it hands on, which make up the whole")
    func pieces() {
        let content = String(repeating: "long ", count: 400)
        let sent = text(content, .screen)
        let pieces = sent.components(separatedBy: "\u{1B}\\").dropLast()
        #expect(pieces.count > 5)
        #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 250 })
        #expect(pieces.map { $0.dropFirst(2) }.joined() == text(content, nil))
    }

    @Test("The largest text makes a sequence that terminals take")
    func limit() {
        let largest = String(repeating: "x", count: ClipboardSequence.mostBytes)
        #expect(text(largest, nil).utf8.count <= 100_000)
    }

    @Test("The environment tells what stands between")
    func survey() {
        func multiplexer(_ environment: [String: String]) -> TerminalCapabilities.Multiplexer? {
            TerminalSurvey(environment: environment, describedColors: 256, describesTrueColor: false, unicode: true)
                .capabilities.multiplexer
        }
        #expect(multiplexer([:]) == nil)
        #expect(multiplexer(["TMUX": "/tmp/tmux-0/default,1,0", "STY": "1.pts"]) == .tmux)
        #expect(multiplexer(["STY": "1.pts"]) == .screen)
    }
}
