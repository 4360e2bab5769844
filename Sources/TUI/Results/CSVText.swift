/// Comma-separated values by RFC 4180: CRLF after each record, cells quoted where they must be.
package enum CSVText {
    package enum Cell: Sendable, Equatable {
        /// Text from outside: what a spreadsheet would take for a formula gets an apostrophe in front.
        case text(String)
        /// Written as it is.
        case number(String)
        case empty

        package static func text(_ value: String?) -> Cell { value.map { .text($0) } ?? .empty }
        package static func count(_ value: Int?) -> Cell { value.map { .number(String($0)) } ?? .empty }
        package static func time(_ value: String?) -> Cell { value.map { .number($0) } ?? .empty }
    }

    package static func record(_ cells: [Cell]) -> String {
        cells.map(field).joined(separator: ",") + "\r\n"
    }

    package static func header(_ names: [String]) -> String { record(names.map { .number($0) }) }

    private static func field(_ cell: Cell) -> String {
        switch cell {
        case .text(let text): quoted(guarded(text))
        case .number(let number): quoted(number)
        case .empty: ""
        }
    }

    /// What starts a formula in a spreadsheet, and the characters that some strip before they look (OWASP, CSV injection).
    private static let formulaStarts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]

    private static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, formulaStarts.contains(first) else { return text }
        return "'" + text
    }

    /// Scalar by scalar: a quotation mark with a combining accent is one character, and still ends a quoted cell.
    private static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let mustQuote = scalars.contains { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }
        // Blanks at either end are part of the value; some readers trim them off an unquoted one.
        guard mustQuote || scalars.first == " " || scalars.last == " " else { return text }
        var result = String.UnicodeScalarView(["\""])
        for scalar in scalars {
            if scalar == "\"" { result.append(scalar) }
            result.append(scalar)
        }
        result.append("\"")
        return String(result)
    }
}
