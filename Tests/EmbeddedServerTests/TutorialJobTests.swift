import API
import Foundation
import Testing

@testable import EmbeddedServer

@Suite struct TutorialJobTests {
    private func answer(_ change: (inout Job) -> Void) throws -> String {
        var job = Job(
            id: "J", status: .queued, revision: 1,
            image: ImageInfo(name: "a.jpg", format: "jpeg", width: 1, height: 1, bytes: 1, sha256: ""), model: "m@1",
            createdAt: Date(timeIntervalSince1970: 0))
        change(&job)
        return String(decoding: try WireCoding.encoder().encode(TutorialJob(job, requestID: "r")), as: UTF8.self)
    }

    @Test func eachStateHasItsWords() throws {
        #expect(try answer { _ in } == #"{"job_id":"J","status":"pending","status_url":"/jobs/J"}"#)
        #expect(
            try answer { $0.status = .running } == #"{"job_id":"J","status":"running","status_url":"/jobs/J"}"#)
        #expect(
            try answer { $0.status = .cancelled } == #"{"job_id":"J","status":"cancelled","status_url":"/jobs/J"}"#)
        let succeeded = try answer {
            $0.status = .succeeded
            $0.prediction = [Prediction(index: 3, label: "cat", score: 0.5)]
        }
        #expect(
            succeeded
                == #"{"job_id":"J","prediction":[{"label":"cat","score":0.5}],"request_id":"r","status":"succeeded","status_url":"/jobs/J"}"#
        )
        let failed = try answer {
            $0.status = .failed
            $0.error = ErrorDetail(code: "UNREADABLE_IMAGE", message: "No.", step: .decoding)
        }
        #expect(
            failed
                == #"{"error":{"code":"UNREADABLE_IMAGE","message":"No."},"job_id":"J","status":"failed","status_url":"/jobs/J"}"#
        )
    }
}
