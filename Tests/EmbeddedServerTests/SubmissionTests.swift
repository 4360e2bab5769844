import API
import Foundation
import Inference
import Testing

@testable import EmbeddedServer

@Suite struct SubmissionTests {
    @Test(arguments: [
        ("cat.jpg", "cat.jpg"), ("../../etc/passwd", "passwd"), ("C:\\x\\cat.jpg", "cat.jpg"), ("a/", "a"),
    ])
    func onlyTheLastComponentOfANameIsKept(name: String, shown: String) {
        #expect(Submission.displayName(name, limit: 255) == shown)
    }

    @Test func namesAreCutAtWholeCharacters() {
        #expect(Submission.displayName(String(repeating: "é", count: 10), limit: 5) == "éé")
        #expect(Submission.displayName("", limit: 5) == nil)
        #expect(Submission.displayName("/", limit: 5) == nil)
    }

    @Test func everyErrorOfTheInferenceHasAWireCode() {
        for code in InferenceError.Code.allCases where ![.fileUnreadable, .cancelled].contains(code) {
            #expect(ErrorCode(rawValue: code.rawValue) != nil, "\(code.rawValue)")
        }
    }

    @Test(arguments: [
        ("abc-1", "abc-1"), ("", nil), ("a b", nil), ("a\nb", nil), (String(repeating: "x", count: 129), nil),
        ("ü", nil),
    ])
    func onlySaneRequestIDsAreTaken(id: String, taken: String?) {
        #expect(RequestIDMiddleware.sane(id) == taken)
    }
}
