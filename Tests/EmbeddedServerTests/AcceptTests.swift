import HTTPTypes
import Testing

@testable import EmbeddedServer

@Suite struct AcceptTests {
    @Test(arguments: [
        [], ["*/*"], ["application/json"], ["APPLICATION/*"], ["text/html, application/json;q=0.1"],
        ["text/html", "*/*;q=0.8"], ["application/json; charset=utf-8"], ["text/*;q=0, */*"], ["nonsense"], [""],
    ])
    func takesJSON(fields: [String]) {
        #expect(AcceptMiddleware.takes("application/json", fields))
    }

    @Test(arguments: [["text/html"], ["image/*"], ["application/json;q=0, */*"], ["application/*; q=0.0"], ["*/*;q=0"]])
    func doesNotTakeJSON(fields: [String]) {
        #expect(!AcceptMiddleware.takes("application/json; charset=utf-8", fields))
    }

    @Test func onlyForWhatChangesNothing() {
        #expect(AcceptMiddleware.applies(.get, "/v1/jobs"))
        #expect(!AcceptMiddleware.applies(.post, "/v1/jobs"))
        #expect(!AcceptMiddleware.applies(.get, "/results/1"), "the tutorial's service does not look")
    }
}
