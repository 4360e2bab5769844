import API
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Many large uploads at once, each held by somebody who does not send its end.
    @Suite(.enabled(if: Curl.isAvailable, "needs curl")) struct UploadMemoryTests {
        /// Bytes of memory, the least that the service takes: a multipart body and its own lines.
        private static let memory = 64 << 20 + 65_536

        private func held(_ url: String) async throws -> Int {
            let page = try PrometheusPage(parsing: try await Curl.run("\(url)/metrics").text)
            #expect(page.value("top5_upload_memory_limit_bytes") == Double(Self.memory))
            return Int(page.value("top5_upload_memory_bytes") ?? -1)
        }

        @Test func uploadsShareTheirMemory() async throws {
            try await RunningService.run(arguments: ["--upload-memory", String(Self.memory)]) { service in
                let size = 20_000_000
                let head =
                    "POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Type: image/jpeg\r\n"
                    + "Content-Length: \(size + 1)\r\n\r\n"
                let uploads = try await withThrowingTaskGroup(of: RawConnection.self) { group in
                    for _ in 0..<3 {
                        group.addTask {
                            try await withCheckedThrowingContinuation { continuation in
                                Thread.detachNewThread {
                                    continuation.resume(
                                        with: Result {
                                            try RawConnection(
                                                to: service.url, sending: head + String(repeating: "x", count: size))
                                        })
                                }
                            }
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                let isHeld = try await Deadline.poll { try await held(service.url) == 3 * size }
                #expect(isHeld, "\(service.server.log)")
                let more = service.home.file("more")
                try Data(count: 8_000_000).write(to: more)
                let refused = try await Curl.run(
                    "\(service.url)/v1/jobs", "-H", "Content-Type: image/jpeg", "--data-binary", "@\(more.path)")
                #expect(refused.status == 503 && refused.errorCode == "UPLOAD_MEMORY_FULL", "\(refused.text)")
                #expect(refused.headers["retry-after"] != nil && refused.error?.details?["limit"] == Self.memory)
                // What is small still finds room.
                try await service.expectItWorks()
                for upload in uploads { upload.close() }
                let isFree = try await Deadline.poll { try await held(service.url) == 0 }
                #expect(isFree, "\(service.server.log)")
                let read = try await Curl.run(
                    "\(service.url)/v1/jobs", "-H", "Content-Type: image/jpeg", "--data-binary", "@\(more.path)")
                #expect(read.status == 415, "It is read, and is no image: \(read.text)")
                let page = try PrometheusPage(parsing: try await Curl.run("\(service.url)/metrics").text)
                #expect(page.value("top5_submissions_rejected_total", ["code": "UPLOAD_MEMORY_FULL"]) == 1)
            }
        }

        @Test func lessThanOneUploadIsRefusedAtTheStart() async throws {
            let home = try TemporaryFolder("memory")
            let run = try await Top5Program.run(
                ["serve", "--state", home.file("s").path, "--upload-memory", String(Self.memory - 1)], home: home)
            #expect(run.exit == .code(2) && run.errors.contains("at least \(Self.memory)"), "\(run.errors)")
        }
    }
}
