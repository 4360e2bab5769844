import API
import Foundation
import Testing

@testable import EmbeddedServer

@Suite struct JobResultTests {
    private let result = JobResult(
        prediction: [
            Prediction(index: 7, label: "cat", score: 0.75), Prediction(index: 3, label: "dog", score: 0.1 + 0.2),
        ], timings: JobTimings(decoding: 1, inferring: 2))

    private func read(_ text: String) throws -> JobResult {
        try WireCoding.decoder().decode(JobResult.self, from: Data(text.utf8))
    }

    @Test func survivesBeingStored() throws {
        let bytes = try WireCoding.encoder().encode(result)
        #expect(try WireCoding.decoder().decode(JobResult.self, from: bytes) == result)
        var cached = result
        cached.cached = true
        #expect(try WireCoding.decoder().decode(JobResult.self, from: WireCoding.encoder().encode(cached)) == cached)
        let empty = JobResult(prediction: [], timings: JobTimings())
        #expect(try WireCoding.decoder().decode(JobResult.self, from: WireCoding.encoder().encode(empty)) == empty)
    }

    @Test func isStoredInColumns() throws {
        #expect(
            String(decoding: try WireCoding.encoder().encode(result), as: UTF8.self)
                == #"{"prediction":{"index":[7,3],"label":["cat","dog"],"score":[0.75,0.30000000000000004]},"timings":{"decoding":1,"inferring":2}}"#
        )
    }

    /// As version 0.1.0 stored it.
    @Test func readsResultsOfBefore() throws {
        let old = try read(
            #"{"prediction":[{"index":7,"label":"cat","score":0.75}],"timings":{"decoding":1.5,"inferring":2}}"#)
        #expect(old.prediction == [Prediction(index: 7, label: "cat", score: 0.75)])
        #expect(old.timings == JobTimings(decoding: 1.5, inferring: 2))
        #expect(!old.cached)
        #expect(try read(#"{"prediction":[],"timings":{}}"#).prediction.isEmpty)
    }

    @Test func refusesColumnsOfDifferentLengths() {
        #expect(throws: DecodingError.self) {
            try read(#"{"prediction":{"index":[1,2],"label":["a"],"score":[0.5,0.5]},"timings":{}}"#)
        }
    }

    @Test(arguments: [("1", TopK.count(1)), ("20", .count(20)), ("all", .all)])
    func aTopKIsANumberOrAll(text: String, topK: TopK) throws {
        #expect(try TopK(parsing: text, limit: 20) == topK)
    }

    @Test(arguments: ["", "ALL", "5.0", "five", "-3", "0", "21", "99999999999999999999"])
    func everythingElseIsNoTopK(text: String) {
        let error = #expect(throws: ServiceError.self) { try TopK(parsing: text, limit: 20) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains("'\(text)'") == true)
    }
}
