import Testing

@testable import TUI

@Suite struct ShownTextTests {
    @Test(
        arguments: [
            ("cat.jpg", "cat.jpg"),
            ("a\u{1B}[31mb", "a␛[31mb"),
            ("one\ntwo\r\n", "one␊two␍␊"),
            ("tab\there\u{7F}", "tab␉here␡"),
            ("\u{9B}31m", "\u{FFFD}31m"),
            ("gpj\u{202E}exe", "gpj\u{FFFD}exe"),
            ("zero\u{200B}width\u{FEFF}", "zero\u{FFFD}width\u{FFFD}"),
            ("\u{2028}\u{2066}x", "\u{FFFD}\u{FFFD}x"),
            ("👩‍🔬 👍🏽 🇩🇪 ❤️", "👩 👍 DE ❤"),
            ("1️⃣", "1\u{20E3}"),
            ("e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}x", "e\u{301}\u{302}\u{303}\u{304}x"),
            ("\u{301}a", "◌\u{301}a"),
            ("का", "का"),
            ("日本語", "日本語"),
            ("a\u{A0}b\u{2003}c\u{3164}", "a b c\u{FFFD}"),
            ("\u{378}\u{10FFFF}", "\u{FFFD}\u{FFFD}"),
            (String(decoding: [0x61, 0xFF, 0x80, 0x62] as [UInt8], as: UTF8.self), "a\u{FFFD}\u{FFFD}b"),
        ] as [(String, String)])
    func makesTextSafe(given: String, shown: String) {
        let result = ShownText.sanitise(given)
        #expect(Array(result.unicodeScalars) == Array(shown.unicodeScalars), "\(result.debugDescription)")
        #expect(ShownText.sanitise(result) == result)
    }

    @Test func keepsNothingThatATerminalObeys() {
        for value in UInt32(0)..<0x11_0000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for kept in ShownText.sanitise("x\(Character(scalar))").unicodeScalars.dropFirst() {
                let category = kept.properties.generalCategory
                let obeyed: [Unicode.GeneralCategory] = [
                    .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate,
                ]
                if obeyed.contains(category) { Issue.record("U+\(String(value, radix: 16)) stays as \(category)") }
            }
        }
    }

    @Test func truncatesToCells() {
        #expect(ShownText.truncate("golden retriever", to: 16) == "golden retriever")
        #expect(ShownText.truncate("golden retriever", to: 8) == "golden …")
        #expect(ShownText.truncate("日本語の写真", to: 6) == "日本…")
        #expect(ShownText.truncate("cats", to: 1) == "…")
        #expect(ShownText.truncate("cats", to: 0).isEmpty)
        #expect(ShownText.truncate("cats and dogs", to: 7, ellipsis: "...") == "cats...")
    }

    @Test func truncatesInTheMiddleAndKeepsTheExtension() {
        #expect(ShownText.truncateMiddle("photograph-of-a-cat.jpeg", to: 14) == "photogr…t.jpeg")
        #expect(ShownText.truncateMiddle("short.png", to: 9) == "short.png")
        #expect(ShownText.truncateMiddle("日本語の写真です.png", to: 12) == "日本語….png")
        #expect(ShownText.truncateMiddle("abcdefgh.jpg", to: 4) == "abc…")
        #expect(ShownText.truncateMiddle("nameless", to: 0).isEmpty)
        for width in 0..<30 {
            #expect(DisplayWidth.of(ShownText.truncateMiddle("日本語-of-a-cat.tar.gz", to: width)) <= width)
            #expect(DisplayWidth.of(ShownText.truncate("日本語-of-a-cat.tar.gz", to: width)) <= width)
        }
    }
}
