import Testing

@testable import TUI

@Suite struct TerminalReplyTests {
    private static let cases: [(bytes: String, reply: TerminalReply)] = [
        ("\u{1B}[?62;4;22c", .attributes([62, 4, 22])),
        ("\u{1B}[?6c", .attributes([6])),
        (
            "\u{1B}[?64;1;2;6;9;15;16;17;18;21;22;28;29;42;52;314c",
            .attributes([64, 1, 2, 6, 9, 15, 16, 17, 18, 21, 22, 28, 29, 42, 52, 314])
        ),
        ("\u{1B}[0n", .ready),
        ("\u{1B}[6;20;10t", .cell(PixelExtent(width: 10, height: 20))),
        ("\u{1B}[4;480;800t", .window(PixelExtent(width: 800, height: 480))),
        ("\u{1B}[?2;0;1000;800S", .sixelLimit(PixelExtent(width: 1000, height: 800))),
        ("\u{1B}_Gi=31;OK\u{1B}\\", .kitty(image: 31, message: "OK")),
        ("\u{1B}_Gi=32,p=1;EINVAL:no parent\u{1B}\\", .kitty(image: 32, message: "EINVAL:no parent")),
        ("\u{1B}]1337;Capabilities=T3LrMSc7F\u{1B}\\", .iterm2Features("T3LrMSc7F")),
        ("\u{1B}]1337;ReportCellSize=17.50;8.0;2.0\u{7}", .iterm2Cell(PixelExtent(width: 16, height: 35))),
        ("\u{1B}]1337;ReportCellSize=18;9\u{1B}\\", .iterm2Cell(PixelExtent(width: 9, height: 18))),
    ]

    /// Wherever a network tears it, an answer is an answer, and what is typed around it are keys.
    @Test(arguments: cases.indices)
    func isNoKeyHoweverItIsTorn(index: Int) {
        let (text, reply) = Self.cases[index]
        let bytes = Array("a\(text)b".utf8)
        for cut in 0...bytes.count {
            var decoder = KeyDecoder()
            let events = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...])
            #expect(events == [.key(.character("a")), .key(.character("b"))], "cut at \(cut)")
            #expect(decoder.takeReplies() == [reply], "cut at \(cut)")
            #expect(decoder.takeReplies().isEmpty)
        }
        var decoder = KeyDecoder()
        #expect(bytes.flatMap { decoder.feed([$0]) } == [.key(.character("a")), .key(.character("b"))])
        #expect(decoder.takeReplies() == [reply])
    }

    /// Answers that make no sense are swallowed like the others.
    @Test(
        arguments: [
            "\u{1B}[?c", "\u{1B}[?;;c", "\u{1B}[6;0;10t", "\u{1B}[6;20t", "\u{1B}[4;99999999999999999999;1t",
            "\u{1B}[?2;3;0;0S", "\u{1B}[?2;0;1S", "\u{1B}[?1;0;256S", "\u{1B}[3n", "\u{1B}_Xi=31;OK\u{1B}\\",
            "\u{1B}_Gi=31\u{1B}\\", "\u{1B}_Gi=;OK\u{1B}\\", "\u{1B}_G\u{1B}\\", "\u{1B}_\u{1B}\\",
            "\u{1B}]1337;ReportCellSize=;\u{7}", "\u{1B}]1337;ReportCellSize=nan;inf\u{7}",
            "\u{1B}]1337;ReportCellSize=-3;8\u{7}", "\u{1B}]\u{7}", "\u{1B}P>|tmux 3.3a\u{1B}\\", "\u{1B}[?997;1n",
        ])
    func nonsenseIsNeitherKeyNorAnswer(text: String) {
        var decoder = KeyDecoder()
        let events = decoder.feed("\(text)q".utf8)
        #expect(events == [.key(.character("q"))])
        let replies = decoder.takeReplies().filter {
            if case .attributes(let list) = $0 { !list.isEmpty } else { true }
        }
        #expect(replies.isEmpty)
    }

    /// Half an answer is waited for longer than a key's sequence, and what follows a cut one is heard.
    @Test func aCutAnswerSwallowsNothingElse() {
        var decoder = KeyDecoder()
        #expect(decoder.feed("\u{1B}_Gi=3".utf8).isEmpty)
        #expect((decoder.patience ?? 0) >= 500)
        #expect(decoder.feed("\u{1B}[A".utf8) == [.key(.up)])
        #expect(decoder.feed("\u{1B}_Gi=3\u{1B}\u{1B}[B".utf8) == [.key(.down)])
        #expect(decoder.feed("\u{1B}_Gi=3".utf8).isEmpty)
        #expect(decoder.expire().isEmpty)
        #expect(decoder.feed("q".utf8) == [.key(.character("q"))])
        #expect(decoder.takeReplies().isEmpty)
    }

    @Test func anEndlessAnswerCostsNoMemoryAndEnds() {
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array("\u{1B}_G".utf8) + [UInt8](repeating: 0x41, count: 1 << 20)).isEmpty)
        #expect(decoder.feed("\u{1B}\\q".utf8) == [.key(.character("q"))])
    }

    @Test func aLoneEscapeWaitsLongerOnlyWhileAnswersAreDue() {
        var decoder = KeyDecoder()
        decoder.awaitsReplies = true
        _ = decoder.feed([0x1B])
        #expect(decoder.patience == 100)
        #expect(decoder.expire() == [.key(.escape)])
        decoder.awaitsReplies = false
        _ = decoder.feed([0x1B])
        #expect(decoder.patience == 40)
    }
}
