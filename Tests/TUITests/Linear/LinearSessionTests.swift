import API
import Client
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import TUI

/// The linear mode on a service in memory.
@Suite("Linear mode", .timeLimit(.minutes(1)))
struct LinearSessionTests {
    private let service = MemoryService()

    /// Lines as they come; a test waits for one.
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
        let isBroken: Bool

        init(isBroken: Bool = false) { self.isBroken = isBroken }

        func add(_ line: String) throws {
            if isBroken { throw ClientError(.file, "broken pipe") }
            all.withLock { $0.append(line) }
        }

        func has(_ text: String) async -> Bool {
            await Deadline.poll { self.all.withLock { $0.contains { $0.contains(text) } } }
        }
    }

    private func session(_ files: [String] = [], _ lines: Lines, interval: Duration? = nil) -> LinearSession {
        LinearSession(client: service, serviceName: "embedded", files: files, interval: interval) {
            try lines.add($0)
        }
    }

    @Test("Files are sent, told, and the session ends with the last of them")
    func files() async throws {
        let lines = Lines()
        service.refuse("c.txt", ClientError(.refused(status: 415, code: "UNSUPPORTED_IMAGE"), "This is a text file."))
        let session = session(["/x/a.jpg", "/x/b.jpg", "/x/c.txt"], lines)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await session.run() }
            #expect(await lines.has("c.txt not sent: UNSUPPORTED_IMAGE: This is a text file."))
            #expect(await lines.has("a.jpg queued"))
            #expect(await lines.has("b.jpg queued"))
            service.finishAll()
            try await group.waitForAll()
        }
        #expect(await lines.has("b.jpg succeeded: tabby 64 %"))
        #expect(await session.failures == 1)
        #expect(service.submitted.count == 3)
    }

    @Test("Without files it goes on, tells what others do, and sums up")
    func following() async throws {
        let lines = Lines()
        let session = session([], lines, interval: .milliseconds(20))
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await session.run() }
            #expect(await lines.has("connected to embedded"))
            service.store(Fixtures.job(5, "theirs.jpg"))
            #expect(await lines.has("theirs.jpg queued"))
            #expect(await lines.has("summary: 1 queued"))
            group.cancelAll()
        }
        #expect(await session.failures == 0)
    }

    @Test("A reader that is gone ends it")
    func brokenPipe() async throws {
        let session = session([], Lines(isBroken: true))
        try await session.run()
    }
}
