import Testing

@testable import top5

/// The screen by which `bench dashboard` knows what the dashboard shows.
@Suite struct ScreenReaderTests {
    private func rows(_ text: String, rows: Int = 4, columns: Int = 10) -> [String] {
        var reader = ScreenReader(rows: rows, columns: columns, hasKitty: false)
        _ = reader.feed(text.utf8)
        return (0..<rows).map { row in
            String(reader.grid[row].reversed().drop { $0 == " " }.reversed())
        }
    }

    @Test(arguments: [
        ("ab\r\ncd", ["ab", "cd", "", ""]),
        ("\u{1B}[2;3Hx\u{1B}[Hy\u{1B}[4dz", ["y", "  x", "", " z"]),
        ("0123456789ab", ["0123456789", "ab", "", ""]),
        ("0123456789\rx", ["x123456789", "", "", ""]),
        ("1\r\n2\r\n3\r\n4\r\n5", ["2", "3", "4", "5"]),
        ("1\r\n2\r\n3\r\n4\u{1B}[2;3r\u{1B}[3;1H\n5", ["1", "3", "5", "4"]),
        ("abcdef\u{1B}[1;3H\u{1B}[K", ["ab", "", "", ""]),
        ("abcdef\u{1B}[1;3H\u{1B}[1K", ["   def", "", "", ""]),
        ("abcdef\u{1B}[1;3H\u{1B}[2X", ["ab  ef", "", "", ""]),
        ("abcdef\u{1B}[1;3H\u{1B}[2P", ["abef", "", "", ""]),
        ("abcdef\u{1B}[1;3H\u{1B}[2@", ["ab  cdef", "", "", ""]),
        ("1\r\n2\r\n3\u{1B}[1;1H\u{1B}[L", ["", "1", "2", "3"]),
        ("1\r\n2\r\n3\u{1B}[1;1H\u{1B}[M", ["2", "3", "", ""]),
        ("-\u{1B}[4b", ["-----", "", "", ""]),
        ("ab\u{1B}[2J\u{1B}[Hc", ["c", "", "", ""]),
        ("\u{1B}[38;2;1;2;3m▸╭é\u{1B}(B\u{1B}[m!", ["▸╭é!", "", "", ""]),
        ("\u{1B}]11;?\u{1B}\\a\u{1B}_Ga=t,i=1;AAAA\u{1B}\\b\u{1B}]0;title\u{7}c", ["abc", "", "", ""]),
        ("a\u{1B}7\u{1B}[3;3Hx\u{1B}8b", ["ab", "", "  x", ""]),
    ])
    func sequencesDoWhatATerminalDoes(text: String, expected: [String]) {
        #expect(rows(text) == expected)
        // In two halves, cut anywhere.
        let bytes = Array(text.utf8)
        for cut in bytes.indices {
            var reader = ScreenReader(rows: 4, columns: 10, hasKitty: false)
            _ = reader.feed(bytes[..<cut])
            _ = reader.feed(bytes[cut...])
            #expect((0..<4).allSatisfy { reader.grid[$0].hasPrefix(expected[$0]) }, "cut at \(cut)")
        }
    }

    @Test func questionsAreAnsweredAsByATerminal() {
        func answer(_ text: String, hasKitty: Bool) -> String {
            var reader = ScreenReader(rows: 4, columns: 10, hasKitty: hasKitty)
            return String(decoding: reader.feed(text.utf8), as: UTF8.self)
        }
        #expect(answer("\u{1B}[c\u{1B}[5n", hasKitty: false) == "\u{1B}[?62;22c\u{1B}[0n")
        #expect(answer("\u{1B}_Ga=q,t=d,f=24,s=1,v=1,i=31;AAAA\u{1B}\\", hasKitty: true) == "\u{1B}_Gi=31;OK\u{1B}\\")
        #expect(answer("\u{1B}_Ga=q,t=d,f=24,s=1,v=1,i=31;AAAA\u{1B}\\", hasKitty: false) == "")
    }

    @Test func theQueueAndItsCursorAreFound() throws {
        var reader = ScreenReader(rows: 8, columns: 40, hasKitty: false)
        _ = reader.feed("╭ Files ──╮\r\n│▸ ../     │\r\n╭ Queue  newest first ──╮\r\n│  ID  IMAGE\r\n".utf8)
        #expect(QueuePane(reader.grid)?.current == nil)
        _ = reader.feed("│  01K7…01  IMG_0000009.jpg\r\n│▸ 01K7…02  IMG_0000008.jpg".utf8)
        #expect(try #require(QueuePane(reader.grid)).current == 8)
    }
}
