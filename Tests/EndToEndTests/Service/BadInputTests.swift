import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What is wrong gets its own error with a stable code, and the service goes on.
    @Suite struct BadInputTests {
        struct Picture: Sendable, CustomTestStringConvertible {
            var testDescription: String
            var bytes: @Sendable () throws -> Data
            var kind: ClientError.Kind
            /// What the message must name.
            var says: String
        }

        static let pictures = [
            Picture(
                testDescription: "a text file named .jpg", bytes: { BadPictures.text },
                kind: .refused(status: 415, code: "UNSUPPORTED_IMAGE"), says: "this is"),
            Picture(
                testDescription: "an empty file", bytes: { Data() },
                kind: .refused(status: 422, code: "UNREADABLE_IMAGE"), says: "0 bytes"),
            Picture(
                testDescription: "a 30,000 x 30,000 PNG header", bytes: { BadPictures.hugePNG(side: 30_000) },
                kind: .refused(status: 413, code: "IMAGE_TOO_LARGE"), says: "30,000 x 30,000"),
            Picture(
                testDescription: "more bytes than the limit", bytes: { Data(count: 3_000_000) },
                kind: .refused(status: 413, code: "BODY_TOO_LARGE"), says: "2000000"),
        ]

        @Test(arguments: pictures)
        func aBadPictureIsRefused(picture: Picture) async throws {
            try await RunningService.run(arguments: ["--max-image-bytes", "2000000"]) { service in
                let file = service.home.file("bad.jpg")
                try picture.bytes().write(to: file)
                let upload = ImageUpload(source: .file(path: file.path), name: "bad.jpg")
                do {
                    let job = try await service.client.submit(upload)
                    Issue.record("accepted: \(job)")
                } catch let error as ClientError {
                    #expect(error.kind == picture.kind)
                    #expect(error.message.contains(picture.says), "\(error.message)")
                }
                let jobs = try await service.client.jobs(JobListQuery())
                #expect(jobs.total == 0)
                try await service.expectItWorks()
            }
        }

        @Test func aTruncatedJPEGFailsAloneAndSaysWhere() async throws {
            try await RunningService.run { service in
                let before = try await service.submit("orange.jpg")
                let torn = try await service.client.submit(
                    ImageUpload(source: .bytes(try BadPictures.truncatedJPEG()), name: "torn.jpg"))
                let after = try await service.submit("lemon.jpg")
                let job = try await service.finished(torn.id)
                #expect(job.status == .failed)
                #expect(job.error?.code == "UNREADABLE_IMAGE")
                #expect(job.error?.step == .decoding)
                #expect(job.attempt == 1, "what can never succeed is not tried again")
                #expect(job.prediction == nil)
                for id in [before.id, after.id] {
                    let other = try await service.finished(id)
                    #expect(other.status == .succeeded)
                }
            }
        }

        @Test(.enabled(if: Curl.isAvailable, "needs curl"))
        func anUploadOverTheLimitIsRefusedHoweverItIsSent() async throws {
            try await RunningService.run(arguments: ["--max-image-bytes", "2000000"]) { service in
                let file = service.home.file("big.jpg")
                try Data(count: 12_000_000).write(to: file)
                let url = "\(service.url)/v1/jobs"
                let ways: [[String]] = [
                    ["-H", "content-type: image/jpeg", "--data-binary", "@\(file.path)"],
                    [
                        "-H", "content-type: image/jpeg", "-H", "transfer-encoding: chunked", "--data-binary",
                        "@\(file.path)",
                    ],
                    ["-F", "image=@\(file.path)"],
                    ["-H", "transfer-encoding: chunked", "-F", "image=@\(file.path)"],
                ]
                for way in ways {
                    let answer = try await Curl.run([url] + way)
                    #expect(answer.status == 413, "\(way): \(answer.text)")
                    #expect(answer.errorCode == "BODY_TOO_LARGE", "\(way)")
                    #expect(answer.error?.details?.values.contains(2_000_000) == true, "\(way)")
                }
                try await service.expectItWorks()
            }
        }

        @Test(.enabled(if: Curl.isAvailable, "needs curl"))
        func aFormWithoutItsPartIsRefused() async throws {
            try await RunningService.run { service in
                let url = "\(service.url)/v1/jobs"
                let path = Top5Program.sample("lemon.jpg").path
                let misnamed = try await Curl.run(url, "-F", "picture=@\(path)")
                let textOnly = try await Curl.run(url, "-F", "model=x")
                for answer in [misnamed, textOnly] {
                    #expect(answer.status == 400)
                    #expect(answer.errorCode == "MISSING_IMAGE", "\(answer.text)")
                }
                let form = "content-type: multipart/form-data"
                let cut = try await Curl.run(url, "-H", "\(form); boundary=x", "--data-binary", "--x\r\nContent-")
                let boundless = try await Curl.run(url, "-H", form, "--data-binary", "--x--")
                for answer in [cut, boundless] {
                    #expect(answer.status == 400)
                    #expect(answer.errorCode == "INVALID_REQUEST", "\(answer.text)")
                }
                try await service.expectItWorks()
            }
        }

        @Test func whatIsNotThereIsNotFound() async throws {
            try await RunningService.run { service in
                let missing = ClientError.Kind.refused(status: 404, code: "NOT_FOUND")
                for id in ["nothing", "01JD0000000000000000000001", "../../etc/passwd", "%00", "ä b"] {
                    await JobsTests.expect(missing) { try await service.client.job(id) }
                    await JobsTests.expect(missing) { try await service.client.image(of: id) }
                    await JobsTests.expect(missing) { try await service.client.cancel(id) }
                    await JobsTests.expect(missing) { try await service.client.retry(id) }
                }
                try await service.expectItWorks()
            }
        }

        @Test func questionsThatMakeNoSenseAreRefused() async throws {
            try await RunningService.run { service in
                let client = service.client
                func refused(_ code: ErrorCode) -> ClientError.Kind {
                    .refused(status: code.httpStatus, code: code.rawValue)
                }
                await JobsTests.expect(refused(.invalidCursor)) {
                    try await client.jobs(JobListQuery(cursor: "nonsense"))
                }
                await JobsTests.expect(refused(.invalidFilter)) {
                    try await client.jobs(JobListQuery(filter: "state:asleep"))
                }
                await JobsTests.expect(refused(.invalidRequest)) { try await client.jobs(JobListQuery(limit: 0)) }
                await JobsTests.expect(refused(.invalidRequest)) { try await client.jobs(JobListQuery(limit: 501)) }
                await JobsTests.expect(refused(.invalidRequest)) { try await service.submit("lemon.jpg", topK: 0) }
                await JobsTests.expect(refused(.invalidRequest)) { try await service.submit("lemon.jpg", topK: 10_001) }
                await JobsTests.expect(refused(.unknownModel)) { try await service.submit("lemon.jpg", model: "none") }
                try await service.expectItWorks()
            }
        }

        @Test func aModelFolderWithoutItsFileIsUnusableAndHarmsNoOther() async throws {
            let folder = try TemporaryFolder("models")
            let package = folder.file("broken-model")
            try FileManager.default.copyItem(at: Top5Program.models.appending(path: "tiny-resnet-64"), to: package)
            try FileManager.default.removeItem(at: package.appending(path: "tiny-resnet-64.onnx"))
            let manifest = package.appending(path: "model.json")
            try String(contentsOf: manifest, encoding: .utf8)
                .replacing("\"name\": \"tiny-resnet-64\"", with: "\"name\": \"broken-model\"")
                .write(to: manifest, atomically: true, encoding: .utf8)
            try await RunningService.run(models: folder.url) { service in
                let models = try await service.client.models().models
                let broken = try #require(models.first { $0.name == "broken-model" })
                #expect(broken.state == "unusable")
                #expect(broken.error?.contains("tiny-resnet-64.onnx") == true, "\(broken)")
                #expect(!broken.isDefault)
                await JobsTests.expect(
                    .refused(status: ErrorCode.modelUnusable.httpStatus, code: ErrorCode.modelUnusable.rawValue)
                ) {
                    try await service.submit("lemon.jpg", model: broken.id)
                }
                try await service.expectItWorks()
            }
        }
    }
}
