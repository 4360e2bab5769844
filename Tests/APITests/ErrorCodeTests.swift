import API
import Foundation
import Testing

@Suite struct ErrorCodeTests {
    @Test(arguments: ErrorCode.allCases)
    func everyCodeHasAnErrorStatus(code: ErrorCode) {
        #expect((400...599).contains(code.httpStatus))
        #expect(code.rawValue.allSatisfy { $0.isUppercase || $0 == "_" })
    }

    @Test func theShapeIsTheDocumentedOne() throws {
        let body = ErrorBody(
            error: ErrorDetail(
                code: ErrorCode.imageTooLarge.rawValue, message: "Too large.", requestID: "r1", details: ["limit": 5]))
        let text = String(decoding: try WireCoding.encoder().encode(body), as: UTF8.self)
        #expect(
            text
                == #"{"error":{"code":"IMAGE_TOO_LARGE","details":{"limit":5},"message":"Too large.","request_id":"r1"}}"#
        )
    }
}
