import Testing

@testable import EmbeddedServer

@Suite struct JSONReaderTests {
    private func read(_ text: String) throws -> JSONValue { try JSONReader.read(text.utf8) }

    @Test(
        arguments: [
            ("null", .null), ("true", .bool(true)), (" false\n", .bool(false)), ("0", .integer("0")),
            ("-0", .integer("-0")), ("18446744073709551616", .integer("18446744073709551616")), ("-0.0", .number(-0.0)),
            ("1E2", .number(100)), ("1e-2", .number(0.01)), ("1e400", .number(.infinity)),
            ("-Infinity", .number(-.infinity)), ("[]", .array([])),
            ("[1,[2] ]", .array([.integer("1"), .array([.integer("2")])])),
            ("{}", .object([:])), (#"{"a":1,"a":2}"#, .object(["a": .integer("2")])),
            (#""a\"\\\/\b\f\n\r\té""#, .string("a\"\\/\u{8}\u{C}\n\r\té")),
            (#""\u00e9\uD83D\uDE00""#, .string("é😀")), (#""\ud800x""#, .string("\u{FFFD}x")),
            (#""\ud800\u0041""#, .string("\u{FFFD}A")), ("\u{FEFF}1", .integer("1")),
        ] as [(String, JSONValue)])
    func readsWhatPythonReads(text: String, value: JSONValue) throws {
        #expect(try read(text) == value)
    }

    @Test func readsNaN() throws {
        guard case .number(let number) = try read("NaN") else {
            Issue.record("no number")
            return
        }
        #expect(number.isNaN)
    }

    @Test(arguments: [
        "", " ", "nul", "nan", "+1", "01", ".5", "5.", "1e", "1.e3", "--1", "-", "[1,]", "[1 2]", "[", "{", #"{"a"}"#,
        #"{"a":1,}"#, "{a:1}", "'a'", #""a"#, #""\x""#, #""\u12""#, #""\u12g4""#, "\"\t\"", "1 1", "/**/1", "\u{A0}1",
        String(repeating: "1", count: 4301),
    ])
    func refusesWhatPythonRefuses(text: String) {
        #expect(throws: JSONReader.Failure.self) { try read(text) }
    }

    @Test func saysWhere() {
        #expect(throws: JSONReader.Failure.malformed(4)) { try read("[1, x]") }
        #expect(throws: JSONReader.Failure.malformed(2)) { try JSONReader.read([0x22, 0xFF, 0x22] as [UInt8]) }
    }

    @Test func nestingHasALimit() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try read(nested(500))
        #expect(throws: JSONReader.Failure.tooDeep) { try read(nested(501)) }
    }
}
