import Testing

@testable import TUI

@Suite("The configuration's format")
struct ConfigParserTests {
    @Test("Sections, strings, numbers, switches, lists over several lines, comments")
    func reads() {
        let document = ConfigDocument(
            parsing: """
                # first
                theme = "light"   # why not
                mouse = false

                [keys]
                submit = ["s", 'F5',   # two
                    "g \\"", ]
                quit = []
                "mark" = 'a\\b'

                [profile.lab]
                port = 8_080
                """)
        #expect(document.problems.isEmpty, "\(document.problems)")
        #expect(document.sections.map(\.name) == [[], ["keys"], ["profile", "lab"]])
        #expect(document.sections[0].entries.map(\.value) == [.string("light"), .toggle(false)])
        #expect(document.sections[0].entries.map(\.line) == [2, 3])
        #expect(document.sections[1].entries.map(\.key) == ["submit", "quit", "mark"])
        #expect(document.sections[1].entries[0].value == .list([.string("s"), .string("F5"), .string("g \"")]))
        #expect(document.sections[1].entries[1].value == .list([]))
        #expect(document.sections[1].entries[2].value == .string("a\\b"))
        #expect(document.sections[2].entries == [.init(key: "port", value: .number(8080), line: 12)])
    }

    @Test("Line ends of other systems and a byte order mark are no problem")
    func foreignFile() {
        let document = ConfigDocument(parsing: "\u{FEFF}theme = 'dark'\r\n[keys]\r\nquit = 'Q'\r\n")
        #expect(document.problems.isEmpty, "\(document.problems)")
        #expect(document.sections.flatMap(\.entries).map(\.value) == [.string("dark"), .string("Q")])
    }

    @Test(
        "What can't be read is told with its line, and the lines around it count",
        arguments: [
            ("theme dark", "an = is missing"), ("theme =", "the value is missing"), ("theme = dark", "\"dark\""),
            ("theme = \"dark", "does not end"), ("theme = [\"a\"", "does not end"), ("theme = 'a' 'b'", "is too much"),
            ("[keys", "does not end"), ("= 3", "is no name"), ("theme = \"\\q\"", "means nothing"),
            ("mouse = true", "is set already, in line 1"),
        ])
    func refuses(line: String, words: String) {
        let document = ConfigDocument(parsing: "mouse = true\n\(line)\n")
        #expect(document.problems.count == 1)
        #expect(document.problems.first?.line == 2)
        #expect(document.problems.first?.message.contains(words) == true, "\(document.problems)")
        let after = ConfigDocument(parsing: "\(line.contains("mouse") ? "[a]\n[a]" : line)\nhints = false\n")
        #expect(after.sections.flatMap(\.entries).contains { $0.key == "hints" } || line.hasPrefix("theme = ["))
    }

    @Test("Any bytes at all are read without a crash, and each problem has a line of the text")
    func anything() {
        var chance = Chance(state: 0xC0FF_EE01)
        let pieces = [
            "[", "]", "\"", "'", "=", "\n", "#", "\\", "keys", "a", " ", ",", "true", "1", "é", "\u{301}", "\r",
        ]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0..<40, using: &chance))
                .map { _ in pieces.randomElement(using: &chance) ?? "" }.joined()
            let document = ConfigDocument(parsing: text)
            let count = text.unicodeScalars.count { $0 == "\n" } + 1
            #expect(document.problems.allSatisfy { (1...count).contains($0.line ?? 0) }, "\(text.debugDescription)")
            _ = Settings(document)
        }
    }
}
