import Testing

@testable import TUI

@Suite struct KeyDecoderTests {
    private static let cases: [(bytes: String, keys: [Key])] = [
        (
            "aZ é日👍",
            [.character("a"), .character("Z"), .character(" "), .character("é"), .character("日"), .character("👍")]
        ),
        (
            "\u{03}\u{1A}\u{0C}\u{00}\u{1F}",
            [.control("c"), .control("z"), .control("l"), .control(" "), .control("_")]
        ),
        ("\r\n\t\u{7F}\u{08}", [.enter, .enter, .tab, .backspace, .backspace]),
        ("\u{1B}[A\u{1B}OB\u{1B}[C\u{1B}OD", [.up, .down, .right, .left]),
        ("\u{1B}[1;5A\u{1B}[1;2D\u{1B}[5;3~", [.up, .left, .pageUp]),
        ("\u{1B}[H\u{1B}OF\u{1B}[1~\u{1B}[4~\u{1B}[3~\u{1B}[6~", [.home, .end, .home, .end, .delete, .pageDown]),
        (
            "\u{1B}[Z\u{1B}OP\u{1B}[15~\u{1B}[24~\u{1B}[[E",
            [.backTab, .function(1), .function(5), .function(12), .function(5)]
        ),
        ("\u{1B}OM", [.enter]),
        // Not keys: focus, a mouse's right button, a reply, an unknown one.
        ("\u{1B}[I\u{1B}[<2;5;5M\u{1B}[?1;2c\u{1B}[99~x", [.character("x")]),
        ("\u{1B}]12;rgb:0000/0000/0000\u{07}\u{1B}P1$r\u{1B}\\q", [.character("q")]),
        ("\u{1B}\u{1B}[A\u{1B}\u{03}", [.escape, .up, .escape, .control("c")]),
        // With Alt, no key: neither Escape nor the letter.
        ("\u{1B}x\u{1B}é\u{1B}日\u{1B}👍\u{1B}\r\u{1B}\u{7F}q", [.character("q")]),
    ]

    @Test(arguments: cases.indices)
    func namesKeys(index: Int) {
        let (bytes, keys) = Self.cases[index]
        var decoder = KeyDecoder()
        #expect(decoder.feed(bytes.utf8) == keys.map { .key($0) })
        #expect(decoder.patience == nil)
    }

    /// A network may tear a sequence at any byte.
    @Test(arguments: cases.indices)
    func tornSequencesAreTheSame(index: Int) {
        let (bytes, keys) = Self.cases[index]
        let all = Array(bytes.utf8)
        for cut in 0...all.count {
            var decoder = KeyDecoder()
            let events = decoder.feed(all[..<cut]) + decoder.feed(all[cut...])
            #expect(events == keys.map { .key($0) }, "cut at \(cut)")
        }
    }

    @Test func aLoneEscapeIsAKeyWhenNothingFollows() {
        var decoder = KeyDecoder()
        #expect(decoder.feed([0x1B]).isEmpty)
        #expect(decoder.patience == 40)
        #expect(decoder.expire() == [.key(.escape)])
        #expect(decoder.patience == nil)
        #expect(decoder.expire().isEmpty)
    }

    @Test func whereNoNetworkLiesBetweenEscapeIsAKeySooner() {
        var decoder = KeyDecoder()
        decoder.isNear = true
        _ = decoder.feed([0x1B])
        #expect(decoder.patience == 5)
        _ = decoder.feed([0x5B])
        #expect(decoder.patience == 40)
    }

    @Test(arguments: ["[", "O", "]", "é"])
    func altAndTheBeginningOfASequenceIsNoKey(letter: String) {
        var decoder = KeyDecoder()
        #expect(decoder.feed("\u{1B}\(letter)".utf8).isEmpty)
        #expect(decoder.expire().isEmpty)
        #expect(decoder.feed("x".utf8) == [.key(.character("x"))])
    }

    @Test func aSequenceThatNeverEndsIsDropped() {
        var decoder = KeyDecoder()
        #expect(decoder.feed("\u{1B}[12".utf8).isEmpty)
        #expect(decoder.expire().isEmpty)
        #expect(decoder.feed("\u{1B}]0;title".utf8).isEmpty)
        #expect(decoder.expire().isEmpty)
        #expect(decoder.feed([UInt8](repeating: 0x31, count: 3)) == Array(repeating: .key(.character("1")), count: 3))
    }

    @Test func brokenUTF8IsNoKey() {
        var decoder = KeyDecoder()
        #expect(
            decoder.feed([0xFF, 0x80, 0xC3, 0x61, 0xED, 0xA0, 0x80, 0x62]) == [
                .key(.character("a")), .key(.character("b")),
            ])
    }

    @Test func theDescriptionsOwnSequencesCountFirst() {
        let sequences = KeySequences {
            $0 == "kcuu1" ? Array("\u{1B}A".utf8) : $0 == "khome" ? Array("\u{1B}[25z".utf8) : nil
        }
        var decoder = KeyDecoder(sequences: sequences)
        #expect(decoder.feed("\u{1B}A\u{1B}[25z\u{1B}[B".utf8) == [.key(.up), .key(.home), .key(.down)])
    }

    @Test func aPasteIsText() {
        var decoder = KeyDecoder()
        let bytes = Array("x\u{1B}[200~a\u{1B}[Ab\tc\r\nd\re\u{03}日\u{1B}[201~y".utf8)
        let expected: [TerminalEvent] = [.key(.character("x")), .paste("a[Ab c\nd\ne日"), .key(.character("y"))]
        #expect(decoder.feed(bytes) == expected)
        for cut in bytes.indices {
            #expect(decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...]) == expected, "cut at \(cut)")
        }
    }

    @Test func aPasteWithoutEndDoesNotSwallowTheKeyboard() {
        var decoder = KeyDecoder()
        #expect(decoder.feed("\u{1B}[200~half".utf8).isEmpty)
        #expect(decoder.patience == 1000)
        #expect(decoder.expire() == [.paste("half")])
        #expect(decoder.feed("q".utf8) == [.key(.character("q"))])
    }

    @Test func aHugePasteIsCutAndStillEnds() {
        var decoder = KeyDecoder()
        let bytes = Array("\u{1B}[200~".utf8) + [UInt8](repeating: 0x61, count: 3 << 20) + Array("\u{1B}[201~z".utf8)
        let events = decoder.feed(bytes)
        #expect(events.count == 2)
        #expect(events.first == .paste(String(repeating: "a", count: 1 << 20)))
        #expect(events.last == .key(.character("z")))
    }
}
