import API
import Client
import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct SubmitTests {
    private static let job = WireSamples.job()

    private func submit(
        _ upload: ImageUpload, _ answers: [ScriptedAnswer], timeouts: ClientTimeouts = ClientTimeouts(),
        check: (Result<Job, ClientError>, ScriptedServer) async throws -> Void
    ) async throws {
        try await ScriptedServer.run(answers) { server in
            try await HTTPServiceClient.withClient(server.address, name: "ci-2", timeouts: timeouts) { client in
                let result: Result<Job, ClientError>
                do throws(ClientError) {
                    result = .success(try await client.submit(upload))
                } catch {
                    result = .failure(error)
                }
                try await check(result, server)
            }
        }
    }

    private func accepted() throws -> ScriptedAnswer { try .json(Self.job, status: "202 Accepted") }

    /// A file of a size that needs many reads.
    private func bigFile(in folder: TemporaryFolder, bytes: Int) throws -> (path: String, content: Data) {
        var random = SplitMix(seed: 7)
        var content = Data(capacity: bytes)
        while content.count < bytes { withUnsafeBytes(of: random.next()) { content.append(contentsOf: $0) } }
        let url = folder.file("big.jpg")
        try content.write(to: url)
        return (url.path, content)
    }

    @Test func aFileIsStreamedWhole() async throws {
        let folder = try TemporaryFolder("upload")
        let (path, content) = try bigFile(in: folder, bytes: 3_000_000)
        let upload = ImageUpload(
            source: .file(path: path), name: "größe 1/\u{1F408}.jpg", model: "mobilenet-v2@1", topK: 3)
        try await submit(upload, [accepted()]) { result, server in
            #expect(result == .success(Self.job))
            let request = try #require(server.requests.first)
            #expect(request.line == "POST /v1/jobs?model=mobilenet-v2%401&top_k=3 HTTP/1.1")
            #expect(request.header("content-type") == "image/jpeg")
            #expect(request.header("content-length") == String(content.count))
            #expect(request.header("transfer-encoding") == nil)
            #expect(request.header("x-image-name") == "gr%C3%B6%C3%9Fe%201%2F%F0%9F%90%88.jpg")
            #expect(request.header("x-client") == "ci-2")
            #expect(request.header("idempotency-key").flatMap { UUID(uuidString: $0) } != nil)
            #expect(Data(request.body) == content)
        }
    }

    @Test func bytesAndAnEmptyFileAreSentAsTheyAre() async throws {
        let folder = try TemporaryFolder("upload")
        let empty = folder.file("empty.png")
        try Data().write(to: empty)
        try await submit(ImageUpload(source: .bytes(Data([1, 2])), name: "a.webp"), [accepted()]) { result, server in
            #expect(result == .success(Self.job))
            #expect(server.requests.first?.body == [1, 2])
            #expect(server.requests.first?.header("content-type") == "image/webp")
        }
        let refusal = try ScriptedAnswer.error(.missingImage, "the body is empty")
        try await submit(ImageUpload(source: .file(path: empty.path), name: "e"), [refusal]) { result, server in
            #expect(result == .failure(ClientError(.refused(status: 400, code: "MISSING_IMAGE"), "the body is empty")))
            #expect(server.requests.first?.header("content-length") == "0")
        }
    }

    @Test func twoSubmissionsHaveTwoKeys() async throws {
        try await ScriptedServer.run([accepted(), accepted()]) { server in
            try await HTTPServiceClient.withClient(server.address) { client in
                for _ in 0..<2 { _ = try await client.submit(ImageUpload(source: .bytes(Data([1])), name: "a")) }
            }
            let keys = server.requests.compactMap { $0.header("idempotency-key") }
            #expect(Set(keys).count == 2)
        }
    }

    @Test func aLongNameIsCutBetweenCharacters() async throws {
        let name = String(repeating: "é", count: 200)
        try await submit(ImageUpload(source: .bytes(Data([1])), name: name), [accepted()]) { _, server in
            let sent = server.requests.first?.header("x-image-name")?.removingPercentEncoding
            #expect(sent == String(repeating: "é", count: 127))
        }
    }

    /// The answer comes while most of the body has not been sent, on a connection that stays open and is not read.
    @Test(arguments: [ErrorCode.bodyTooLarge, .unsupportedImage])
    func anEarlyRefusalIsDelivered(code: ErrorCode) async throws {
        let folder = try TemporaryFolder("upload")
        let (path, _) = try bigFile(in: folder, bytes: 24_000_000)
        let refusal = try ScriptedAnswer.error(code, "not this one", readsBody: false)
        try await submit(ImageUpload(source: .file(path: path), name: "big.jpg"), [refusal]) { result, _ in
            #expect(
                result == .failure(ClientError(.refused(status: code.httpStatus, code: code.rawValue), "not this one")))
        }
    }

    /// The same on a connection that is closed with unread bytes, so that the kernel resets it under the upload.
    @Test(arguments: 0..<10)
    func anEarlyRefusalSurvivesAReset(_: Int) async throws {
        let folder = try TemporaryFolder("upload")
        let (path, _) = try bigFile(in: folder, bytes: 8_000_000)
        let refusal = try ScriptedAnswer.error(.bodyTooLarge, "too large", readsBody: false, thenClose: true)
        try await submit(ImageUpload(source: .file(path: path), name: "big.jpg"), [refusal]) { result, _ in
            #expect(
                result == .failure(ClientError(.refused(status: 413, code: "BODY_TOO_LARGE"), "too large")))
        }
    }

    /// Whoever is no top5 service may answer as soon as it has seen the head, and close: also while a small body, which is
    /// a single chunk, is on its way.
    @Test(arguments: Array(repeating: [1, 40_000, 400_000, 8_000_000], count: 5).flatMap { $0 })
    func theStatusOfAnEarlyAnswerWins(bytes: Int) async throws {
        let answer = ScriptedAnswer.body(
            Array("<html>Unsupported method ('POST')</html>".utf8), status: "501 Unsupported method",
            type: "text/html", readsBody: false, thenClose: true)
        let upload = ImageUpload(source: .bytes(Data(repeating: 7, count: bytes)), name: "a.jpg")
        try await submit(upload, [answer]) { result, server in
            let message = "\(server.address) answered 501 to POST /v1/jobs: it is not a top5 service."
            #expect(result == .failure(ClientError(.badAnswer, message)))
        }
    }

    @Test(arguments: Array(repeating: [1, 40_000, 400_000], count: 5).flatMap { $0 })
    func theCodeOfAnEarlyErrorWins(bytes: Int) async throws {
        let refusal = try ScriptedAnswer.error(.queueFull, "the queue is full", readsBody: false, thenClose: true)
        let upload = ImageUpload(source: .bytes(Data(repeating: 7, count: bytes)), name: "a.jpg")
        try await submit(upload, [refusal]) { result, _ in
            #expect(
                result == .failure(ClientError(.refused(status: 503, code: "QUEUE_FULL"), "the queue is full")))
        }
    }

    /// What it does not take any more is no stall once it has begun to say why.
    @Test func anEarlyErrorMayEndLaterThanBytesMayRest() async throws {
        var refusal = try ScriptedAnswer.error(.queueFull, "the queue is full", readsBody: false)
        guard case .send(let bytes) = refusal.steps.first else {
            Issue.record("no answer")
            return
        }
        refusal.steps = [
            .send(Array(bytes.dropLast(9))), .pause(.milliseconds(700)), .send(Array(bytes.suffix(9))),
        ]
        let upload = ImageUpload(source: .bytes(Data(repeating: 7, count: 24_000_000)), name: "a.jpg")
        try await submit(upload, [refusal], timeouts: ClientTimeouts(write: .milliseconds(300))) { result, _ in
            #expect(
                result == .failure(ClientError(.refused(status: 503, code: "QUEUE_FULL"), "the queue is full")))
        }
    }

    @Test(arguments: [0, 10])
    func aServiceThatTakesAnImageAndIsSilentIsUnreachable(bytes: Int) async throws {
        let silent = ScriptedAnswer(steps: [.pause(.seconds(3_600))])
        let upload = ImageUpload(source: .bytes(Data(repeating: 7, count: bytes)), name: "a.jpg")
        let timeouts = ClientTimeouts(uploadAnswer: .milliseconds(100))
        try await submit(upload, [silent], timeouts: timeouts) { result, server in
            let message = "\(server.address) took the image, and did not answer within 0.1 s."
            #expect(result == .failure(ClientError(.unreachable, message)))
        }
    }

    @Test func anAnswerMayTakeLongerThanSilenceElsewhere() async throws {
        var slow = try accepted()
        slow.steps.insert(.pause(.milliseconds(300)), at: 0)
        let timeouts = ClientTimeouts(answer: .milliseconds(50), read: .milliseconds(50))
        let upload = ImageUpload(source: .bytes(Data([1])), name: "a.jpg")
        try await submit(upload, [slow], timeouts: timeouts) { result, _ in
            #expect(result == .success(Self.job))
        }
    }

    @Test func aServiceThatTakesNoMoreBytesIsUnreachable() async throws {
        let folder = try TemporaryFolder("upload")
        let (path, _) = try bigFile(in: folder, bytes: 24_000_000)
        let stuck = ScriptedAnswer(readsBody: false, steps: [.pause(.seconds(3_600))])
        let timeouts = ClientTimeouts(write: .milliseconds(200))
        try await submit(ImageUpload(source: .file(path: path), name: "b"), [stuck], timeouts: timeouts) { result, _ in
            guard case .failure(let error) = result else {
                Issue.record("accepted")
                return
            }
            #expect(error.kind == .unreachable)
            #expect(error.message.contains("0.2 s"))
        }
    }

    @Test(arguments: ["missing.jpg", "", "pipe"])
    func whatIsNoReadableFileIsAFileError(name: String) async throws {
        let folder = try TemporaryFolder("upload")
        #expect(mkfifo(folder.file("pipe").path, 0o600) == 0)
        let path = name.isEmpty ? folder.url.path : folder.file(name).path
        try await submit(ImageUpload(source: .file(path: path), name: "x"), [accepted()]) { result, server in
            guard case .failure(let error) = result else {
                Issue.record("accepted")
                return
            }
            #expect(error.kind == .file)
            #expect(error.message.contains(path))
            #expect(server.requests.isEmpty)
        }
    }
}
