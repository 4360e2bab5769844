import API
import Foundation
import Testing

@testable import EmbeddedServer

@Suite struct TutorialResultTests {
    private func json(_ job: Job) throws -> String {
        String(decoding: try WireCoding.encoder().encode(TutorialResult(job)), as: UTF8.self)
    }

    private func job(_ status: JobStatus, _ change: (inout Job) -> Void = { _ in }) -> Job {
        var job = Job(
            id: "J", status: status, revision: 1,
            image: ImageInfo(name: "a", format: "jpeg", width: 1, height: 1, bytes: 1, sha256: ""), model: "m@1",
            createdAt: .now)
        change(&job)
        return job
    }

    @Test func successHasFourDecimalsAsText() throws {
        let done = job(.succeeded) { $0.prediction = [Prediction(index: 1, label: "golden_retriever", score: 0.92134)] }
        #expect(
            try json(done)
                == #"{"result":{"predictions":[{"label":"golden_retriever","probability":"0.9213"}],"status":"Completed"},"status":"SUCCESS","task_id":"J"}"#
        )
    }

    @Test func everyOtherStateHasCelerysName() throws {
        #expect(try json(job(.queued)) == #"{"status":"PENDING","task_id":"J"}"#)
        #expect(try json(job(.running)) == #"{"status":"STARTED","task_id":"J"}"#)
        let inferring = job(.running) { $0.progress = JobProgress(step: .inferring, fraction: 0.5) }
        #expect(
            try json(inferring)
                == #"{"progress":{"status":"Running model inference..."},"status":"PROGRESS","task_id":"J"}"#)
        let failed = job(.failed) { $0.error = ErrorDetail(code: "X", message: "broken") }
        #expect(try json(failed) == #"{"error":"broken","status":"FAILURE","task_id":"J"}"#)
        #expect(try json(job(.cancelled)) == #"{"status":"REVOKED","task_id":"J"}"#)
    }
}
