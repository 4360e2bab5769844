import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What acts on many jobs, and what spares a poller the body, asked with curl.
    @Suite(.enabled(if: Curl.isAvailable, "needs curl")) struct ManyJobsTests {
        @Test func forgottenJobsAreGoneAndSaySo() async throws {
            try await RunningService.run { service in
                let ids = try await [service.submit("lemon.jpg").id, service.submit("goldfish.jpg").id]
                for id in ids { _ = try await service.finished(id) }
                let address = "\(service.url)/v1/jobs/\(ids[0])"
                #expect(try await Curl.run(address, "-X", "DELETE").status == 204)
                for path in [address, "\(address)/image"] {
                    let answer = try await Curl.run(path)
                    #expect(answer.status == 410 && answer.errorCode == "EXPIRED", "\(answer.text)")
                }
                let tutorial = try await Curl.run("\(service.url)/results/\(ids[0])")
                #expect(tutorial.status == 200 && tutorial.json["status"] as? String == "PENDING", "\(tutorial.text)")
                let none = try await Curl.run("\(service.url)/v1/jobs", "-X", "DELETE")
                #expect(none.status == 400 && none.errorCode == "INVALID_FILTER", "\(none.text)")
                let unknown = try await Curl.run("\(service.url)/v1/jobs?status=failed", "-X", "DELETE")
                #expect(unknown.status == 400 && unknown.errorCode == "INVALID_REQUEST", "\(unknown.text)")
                let all = try await Curl.run("\(service.url)/v1/jobs?state=succeeded&since=1h", "-X", "DELETE")
                #expect(
                    try WireCoding.decoder().decode(BulkResult.self, from: all.body)
                        == BulkResult(matched: 1, changed: 1))
                let left = try await Curl.run("\(service.url)/v1/jobs")
                #expect(left.json["total"] as? Int == 0, "\(left.text)")
                try await service.expectItWorks()
            }
        }

        @Test func finishedJobsAreRetriedByFilterOnlyWhereTheyFailed() async throws {
            try await RunningService.run { service in
                let job = try await service.finished(try await service.submit("lemon.jpg").id)
                let retried = try await Curl.run("\(service.url)/v1/jobs/retry?q=lemon", "-X", "POST")
                #expect(
                    try WireCoding.decoder().decode(BulkResult.self, from: retried.body)
                        == BulkResult(matched: 1, changed: 0))
                let cancelled = try await Curl.run("\(service.url)/v1/jobs/cancel?client=tests", "-X", "POST")
                #expect(cancelled.status == 200 && cancelled.json["changed"] as? Int == 0, "\(cancelled.text)")
                #expect(try await service.client.job(job.id) == job)
                let wrong = try await Curl.run("\(service.url)/v1/jobs/cancel")
                #expect(wrong.status == 405 && wrong.headers["allow"] == "POST", "\(wrong.headers)")
            }
        }

        @Test func anUnchangedJobIsNotSentAgain() async throws {
            try await RunningService.run { service in
                let job = try await service.finished(try await service.submit("lemon.jpg").id)
                let address = "\(service.url)/v1/jobs/\(job.id)"
                let tag = try #require(try await Curl.run(address).headers["etag"])
                #expect(tag == "\"\(job.revision)\"")
                let again = try await Curl.run(address, "-H", "If-None-Match: \(tag)")
                #expect(again.status == 304 && again.body.isEmpty && again.headers["etag"] == tag)
                let other = try await Curl.run(address, "-H", "If-None-Match: \"1\"")
                #expect(other.status == 200 && other.json["job_id"] as? String == job.id)
            }
        }

        @Test func previewsFitAndAModelIsFoundByItsName() async throws {
            try await RunningService.run { service in
                let job = try await service.submit("banana.png")
                let preview = try await Curl.run("\(service.url)/v1/jobs/\(job.id)/image?fit=64")
                #expect(preview.status == 200 && preview.headers["content-type"] == "image/jpeg", "\(preview.text)")
                let header = try JPEGSize(preview.body)
                #expect(max(header.width, header.height) == min(64, max(job.image.width, job.image.height)))
                for fit in ["0", "15", "1025", "many", ""] {
                    let refused = try await Curl.run("\(service.url)/v1/jobs/\(job.id)/image?fit=\(fit)")
                    #expect(refused.status == 400 && refused.errorCode == "INVALID_REQUEST", "\(fit): \(refused.text)")
                }
                for name in ["tiny-resnet-64", "tiny-resnet-64@1"] {
                    let model = try await Curl.run("\(service.url)/v1/models/\(name)")
                    #expect(model.status == 200 && model.json["id"] as? String == "tiny-resnet-64@1", "\(model.text)")
                }
                let nobody = try await Curl.run("\(service.url)/v1/models/nobody")
                #expect(nobody.status == 404 && nobody.error?.message.contains("tiny-resnet-64@1") == true)
                let limits = try await Curl.run("\(service.url)/v1/limits")
                #expect(
                    limits.json["max_decoding_ms"] as? Int ?? 0 > 0 && limits.json["max_image_frames"] as? Int ?? 0 > 0)
            }
        }
    }
}

/// The size in a JPEG's frame header.
private struct JPEGSize {
    var width = 0
    var height = 0

    init(_ file: Data) throws {
        let bytes = [UInt8](file)
        var place = 2
        while place + 9 < bytes.count, bytes[place] == 0xFF {
            if [0xC0, 0xC1, 0xC2].contains(bytes[place + 1]) {
                height = Int(bytes[place + 5]) << 8 | Int(bytes[place + 6])
                width = Int(bytes[place + 7]) << 8 | Int(bytes[place + 8])
                return
            }
            place += 2 + (Int(bytes[place + 2]) << 8 | Int(bytes[place + 3]))
        }
        throw ChildProcess.Failure("no JPEG of \(bytes.count) bytes")
    }
}
