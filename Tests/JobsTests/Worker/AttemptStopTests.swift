import Foundation
import Testing

@testable import Jobs

@Suite struct AttemptStopTests {
    private struct Surprise: Error {}

    private func kind(
        _ result: Result<HandlerResult, any Error>?, _ stop: AttemptStop?
    ) -> String {
        switch AttemptStop.outcome(of: result, stop: stop, step: "s") {
        case nil: "nothing"
        case .succeeded: "succeeded"
        case .failed(let failure): failure.code
        case .cancelled: "cancelled"
        case .released: "released"
        }
    }

    @Test func theReasonToStopDecides() {
        let bad = JobFailure(code: "BAD", message: "m")
        #expect(kind(.success(.done), nil) == "succeeded")
        #expect(kind(.failure(bad), nil) == "BAD")
        #expect(kind(.failure(Surprise()), nil) == "INTERNAL")
        #expect(kind(.failure(CancellationError()), nil) == "INTERNAL")
        #expect(kind(.success(.done), .leaseLost) == "nothing")
        #expect(kind(nil, .leaseLost) == "nothing")
        #expect(kind(.success(.done), .cancelRequested) == "cancelled")
        #expect(kind(.failure(bad), .cancelRequested) == "cancelled")
        #expect(kind(.success(.done), .shutdown) == "succeeded", "What is done is done.")
        #expect(kind(.failure(bad), .shutdown) == "BAD")
        #expect(kind(.failure(CancellationError()), .shutdown) == "released")
        #expect(kind(.failure(Surprise()), .shutdown) == "released")
        #expect(kind(nil, .shutdown) == "released")
    }
}
