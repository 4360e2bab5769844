import Testing

@testable import TUI

@Suite("CSV")
struct CSVTextTests {
    @Test("Cells are quoted only where they must be, records end in CRLF")
    func quoting() {
        let record = CSVText.record([
            .text("plain"), .text("a, b"), .text("say \"hi\""), .text("two\nlines"), .text(" edge "), .empty,
            .number("0.5"),
        ])
        #expect(record == "plain,\"a, b\",\"say \"\"hi\"\"\",\"two\nlines\",\" edge \",,0.5\r\n")
    }

    @Test(
        "What a spreadsheet would run is text",
        arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "=HYPERLINK(\"http://x\",\"y\")"])
    func formulas(text: String) throws {
        let records = try #require(ReadCSV.records(CSVText.record([.text(text), .number("-0.5")])))
        #expect(records == [["'" + text, "-0.5"]])
    }

    @Test("Every hostile name comes back as it was", arguments: HostileNames.texts)
    func hostile(text: String) throws {
        // A quotation mark under a combining accent is one character of Swift's, and still ends a cell.
        for text in [text, "\"\(text)\"", "\"\u{301},\(text)", "x\(text)\r\n\(text)"] {
            let records = try #require(ReadCSV.records(CSVText.record([.text("first"), .text(text), .text("last")])))
            #expect(records.count == 1)
            #expect(
                records[0].map { Array($0.unicodeScalars) } == ["first", text, "last"].map { Array($0.unicodeScalars) })
        }
    }
}
