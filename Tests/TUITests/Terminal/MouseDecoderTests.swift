import Testing

@testable import TUI

@Suite struct MouseDecoderTests {
    private static let cases: [(bytes: [UInt8], events: [TerminalEvent])] = [
        (
            Array("\u{1B}[<0;5;9M\u{1B}[<0;5;9m".utf8),
            [
                .mouse(MouseEvent(.press, at: Position(row: 8, column: 4))),
                .mouse(MouseEvent(.release, at: Position(row: 8, column: 4))),
            ]
        ),
        (
            Array("\u{1B}[<64;300;1Mx\u{1B}[<65;1;200M".utf8),
            [
                .mouse(MouseEvent(.wheelUp, at: Position(row: 0, column: 299))), .key(.character("x")),
                .mouse(MouseEvent(.wheelDown, at: Position(row: 199, column: 0))),
            ]
        ),
        // With Shift and Ctrl it is the same click; other buttons, motion and nonsense are nothing.
        (Array("\u{1B}[<20;1;1M".utf8), [.mouse(MouseEvent(.press, at: Position(row: 0, column: 0)))]),
        (
            Array("\u{1B}[<1;1;1M\u{1B}[<2;1;1M\u{1B}[<35;4;4M\u{1B}[<0;0;1M\u{1B}[<;;M\u{1B}[<0;1Mq".utf8),
            [.key(.character("q"))]
        ),
        // The old form has three bytes of its own, which are no letters.
        (
            [0x1B, 0x5B, 0x4D, 0x20, 0x25, 0x29, 0x71],
            [.mouse(MouseEvent(.press, at: Position(row: 8, column: 4))), .key(.character("q"))]
        ),
        (
            Array("\u{1B}]11;rgb:ffff/8080/0000\u{1B}\\a\u{1B}]11;rgb:1/2/f\u{07}".utf8),
            [
                .background(Color(255, 128, 0)), .key(.character("a")), .background(Color(17, 34, 255)),
            ]
        ),
        (Array("\u{1B}]11;rgba:0000/0000/ffff/8000\u{07}".utf8), [.background(Color(0, 0, 255))]),
        (
            Array("\u{1B}]11;?\u{07}\u{1B}]11;rgb:zz/0/0\u{07}\u{1B}]10;rgb:0/0/0\u{07}\u{1B}_Gi=31;OK\u{1B}\\b".utf8),
            [.key(.character("b"))]
        ),
        // Another sequence cuts a string short.
        (Array("\u{1B}]11;rgb:00\u{1B}[A".utf8), [.key(.up)]),
    ]

    @Test(arguments: cases.indices)
    func tornAnywhereItIsTheSame(index: Int) {
        let (bytes, events) = Self.cases[index]
        for cut in 0...bytes.count {
            var decoder = KeyDecoder()
            #expect(decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...]) == events, "cut at \(cut)")
            #expect(decoder.patience == nil)
        }
    }

    @Test func halfAnAnswerWaitsLongerThanAnEscape() {
        var decoder = KeyDecoder()
        #expect(decoder.feed("\u{1B}]11;rgb:ff".utf8).isEmpty)
        #expect(decoder.patience == 1000)
        #expect(decoder.feed("ff/ffff/ffff\u{07}".utf8) == [.background(Color(255, 255, 255))])
    }
}
