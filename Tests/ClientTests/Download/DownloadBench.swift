import Client
import Foundation
import TestSupport
import Testing

/// A file to fetch, a folder to fetch it to, and answers that a server gives with it.
struct DownloadBench {
    /// Bytes of the file.
    static let size = 300_007
    /// Of the file, by sha256sum.
    static let sum = "37498837eb0cf66007104040971a87f73abdefd8a58e84f59378ed2c1af87f67"

    /// Made once: unoptimised code takes its time for it, and other tests measure theirs.
    static let content: [UInt8] = (0..<size).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 7) }

    let folder: TemporaryFolder
    var content: [UInt8] { Self.content }

    init() throws { folder = try TemporaryFolder("download") }

    var destination: URL { folder.file("model.onnx") }
    var part: URL { folder.file("model.onnx.part") }

    /// What lies in the folder.
    var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? []).sorted()
    }

    /// Fetches the file as quickly as the machine can.
    func download(
        _ server: ScriptedServer, path: String = "/m/model.onnx", bytes: Int64? = Int64(Self.size),
        maxBytes: Int64 = 1 << 20, sum: String = Self.sum, idle: Duration = .seconds(10), total: Duration? = nil,
        onProgress: @escaping @Sendable (DownloadProgress) -> Void = { _ in }
    ) async throws {
        let url = try #require(URL(string: "\(server.address)\(path)"))
        let limits = DownloadLimits(
            idle: idle, total: total, backoff: Backoff(shortest: 0.005, longest: 0.01))
        try await Download(
            DownloadRequest(url: url, destination: destination, sha256: sum, bytes: bytes, maxBytes: maxBytes),
            limits: limits, onProgress: onProgress
        ).run()
    }

    /// The error that a download ends with.
    func failure(
        at location: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
    ) async throws -> DownloadError {
        try #require(await #expect(throws: DownloadError.self, sourceLocation: location) { try await body() })
    }

    func expectTheFile(at location: SourceLocation = #_sourceLocation) throws {
        #expect(try Array(Data(contentsOf: destination)) == content, sourceLocation: location)
        #expect(files == ["model.onnx"], "nothing else is left", sourceLocation: location)
    }

    /// The whole file, or the first bytes of it before the connection is closed.
    func whole(upTo count: Int = Self.size, tag: String = "\"v1\"", pause: Duration? = nil) -> ScriptedAnswer {
        answer(
            "200 OK", ["Content-Length: \(Self.size)", "ETag: \(tag)"], content[..<count],
            then: count < Self.size ? [pause.map { .pause($0) }, .close].compactMap { $0 } : [])
    }

    /// The file from where it was asked for on, or `count` bytes of that before the connection is closed.
    func rest(count: Int? = nil, tag: String = "\"v1\"") -> ScriptedAnswer {
        var answer = ScriptedAnswer(steps: [])
        answer.stepsForRequest = { [self] request in
            let first = request.firstByte ?? 0
            let end = min(Self.size, first + (count ?? Self.size))
            return self.answer(
                "206 Partial Content",
                [
                    "Content-Length: \(Self.size - first)", "ETag: \(tag)",
                    "Content-Range: bytes \(first)-\(Self.size - 1)/\(Self.size)",
                ], content[first..<end], then: end < Self.size ? [.close] : []
            ).steps
        }
        return answer
    }

    func answer(
        _ status: String, _ headers: [String] = [], _ body: ArraySlice<UInt8> = [], then: [ScriptedAnswer.Step] = []
    ) -> ScriptedAnswer {
        let lines = ["HTTP/1.1 \(status)"] + headers
        let head = lines.joined(separator: "\r\n") + "\r\n\r\n"
        return ScriptedAnswer(steps: [.send(Array(head.utf8) + body)] + then)
    }

    func redirect(to location: String, status: Int = 302) -> ScriptedAnswer {
        answer("\(status) Found", ["Location: \(location)", "Content-Length: 0"])
    }
}

extension ScriptedRequest {
    /// Of `Range: bytes=FIRST-`.
    var firstByte: Int? { header("range").flatMap { Int($0.dropFirst("bytes=".count).dropLast()) } }
}
