import Foundation
import Logging
import Testing

@testable import top5

@Suite struct LogLineTests {
    private func line(_ message: Logger.Message, _ metadata: Logger.Metadata) -> LogLine {
        let event = LogEvent(
            level: .info, message: message, metadata: metadata, source: nil, file: "", function: "", line: 0)
        return LogLine(event, label: "top5", metadata: ["a": "1"], time: Date(timeIntervalSince1970: 0.25))
    }

    @Test func text() {
        let line = line(
            "job done\nx", ["name": "a b\"\\\n\u{1B}[31m\u{202E}", "n": .stringConvertible(3), "empty": ""])
        #expect(
            line.text == """
                1970-01-01T00:00:00.250Z info top5: job done\\nx a=1 empty="" n=3 \
                name="a b\\"\\\\\\n\\u{1B}[31m\\u{202E}"

                """)
    }

    @Test func json() throws {
        let hostile = "a\"\\\n\u{0}\u{1B}\u{85}\u{2028}é🙂"
        let line = line(
            "x",
            [
                "name": .string(hostile), "n": .stringConvertible(3), "ms": .stringConvertible(1.5),
                "nan": .stringConvertible(Double.nan), "flag": .stringConvertible(true), "time": "mine",
                "list": ["a", "b"], "map": ["k": "v"],
            ]
        ).json
        #expect(line.hasSuffix("}\n") && line.dropLast().allSatisfy { !$0.isNewline })
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(object["time"] as? String == "1970-01-01T00:00:00.250Z" && object["time_"] as? String == "mine")
        #expect(object["name"] as? String == hostile && object["n"] as? Int == 3 && object["ms"] as? Double == 1.5)
        #expect(object["nan"] as? String == "nan" && object["flag"] as? Bool == true && object["a"] as? String == "1")
        #expect(object["list"] as? [String] == ["a", "b"] && object["map"] as? [String: String] == ["k": "v"])
    }
}
