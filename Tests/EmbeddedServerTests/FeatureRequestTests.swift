import Foundation
import Testing

@testable import EmbeddedServer

/// What the recorded answers of the tutorial's service do not show: models of another count, and corners.
@Suite struct FeatureRequestTests {
    private func row(_ text: String, count: Int) throws -> [Double] {
        let features = try FeatureRequest.features(in: Data("{\"features\": \(text)}".utf8), count: count)
        return try FeatureRow.numbers(features, count: count, model: "m@1")
    }

    @Test func theModelsOwnCountIsAskedFor() throws {
        #expect(try row("[1, -2.5]", count: 2) == [1, -2.5])
        #expect(try row("[[1], [2]]", count: 2) == [1, 2])
        #expect(throws: FeatureRefusal.noRow(count: 2)) { try row("[1, 2, 3, 4]", count: 2) }
        #expect(FeatureRefusal.noRow(count: 2).message == "'features' 必须是一个包含2个数值的列表")
        let refusal = FeatureRow.Refusal("X has 4 features, but m@1 is expecting 2 features as input.")
        #expect(throws: refusal) { try row("[[1, 2], [3, 4]]", count: 2) }
    }

    @Test(arguments: [
        (#"[null, "a\\b\n"]"#, #"'a\\b\n'"#), (#"[null, "a'\""]"#, #"'a\'"'"#), (#"[null, "0x10"]"#, "'0x10'"),
        (#"[null, ""]"#, "''"), (#"[null, "1_"]"#, "'1_'"),
    ])
    func aTextThatIsNoNumberIsQuotedAsPythonDoes(features: String, quoted: String) {
        #expect(throws: FeatureRow.Refusal("could not convert string to float: \(quoted)")) {
            try row(features, count: 2)
        }
    }

    @Test func statusesAreTheTutorials() {
        #expect(FeatureRefusal.notLoaded.status == 500)
        #expect(FeatureRefusal.failed("x").status == 500)
        #expect(FeatureRefusal.noFeatures.status == 400)
        #expect(FeatureRefusal.noRow(count: 4).status == 400)
    }

    @Test(arguments: [
        ("application/json", true), ("Application/JSON; charset=utf-8", true), ("application/vnd.x+json", true),
        ("text/json", false), ("application/jsonx", false), ("", false), ("image/x+json", false),
    ])
    func jsonIsToldByItsType(type: String, isJSON: Bool) {
        #expect(HeaderParameters(type).isJSON == isJSON)
    }
}
