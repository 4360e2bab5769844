import API
import Client
import Foundation
import TestSupport
import Testing

@Suite struct UploadProgressTests {
    @Test func aCutUploadLetsNoFurtherByteGo() throws {
        let progress = UploadProgress()
        try progress.advance(to: 4, of: 9)
        #expect(progress.sent == 4)
        #expect(progress.cut())
        #expect(throws: CancellationError.self) { try progress.advance(to: 9, of: 9) }
        #expect(progress.sent == 4)
    }

    @Test func whatHasGoneCanNotBeCut() throws {
        let progress = UploadProgress()
        try progress.advance(to: 9, of: 9)
        #expect(!progress.cut())
        #expect(progress.sent == 9)
    }

    @Test(.timeLimit(.minutes(1))) func theBytesOfARealUploadAreCounted() async throws {
        let progress = UploadProgress()
        let bytes = Data(repeating: 7, count: 1_000_000)
        try await ScriptedServer.run([try .json(WireSamples.job(), status: "202 Accepted")]) { server in
            try await HTTPServiceClient.withClient(server.address) { client in
                let job = try await client.submit(ImageUpload(source: .bytes(bytes), name: "a.jpg", progress: progress))
                #expect(job.id == WireSamples.job().id)
            }
        }
        #expect(progress.sent == bytes.count)
    }

    @Test(.timeLimit(.minutes(1))) func aCutUploadEndsAsCancelled() async throws {
        let progress = UploadProgress()
        #expect(progress.cut())
        try await ScriptedServer.run([.json(WireSamples.job(), status: "202 Accepted")]) { server in
            try await HTTPServiceClient.withClient(server.address) { client in
                let upload = ImageUpload(
                    source: .bytes(Data(repeating: 7, count: 1000)), name: "a.jpg", progress: progress)
                let error = await #expect(throws: ClientError.self) { try await client.submit(upload) }
                #expect(error?.kind == .cancelled)
            }
            #expect(server.requests.allSatisfy { $0.body.isEmpty })
        }
    }
}
