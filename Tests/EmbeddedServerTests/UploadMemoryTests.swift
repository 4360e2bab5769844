import API
import HTTPTypes
import Hummingbird
import TestSupport
import Testing

@testable import EmbeddedServer

@Suite(.timeLimit(.minutes(1))) struct UploadMemoryTests {
    private func request(_ length: Int? = nil) -> Request {
        var head = HTTPRequest(method: .post, scheme: "http", authority: "a", path: "/v1/jobs")
        head.headerFields[.contentLength] = length.map(String.init)
        return Request(head: head, body: .init(buffer: .init()))
    }

    @Test func bytesCountUntilTheyAreUsed() async throws {
        let memory = UploadMemory(capacity: 100)
        try await memory.withShare(of: request()) { first in
            try first.add(60)
            try first.add(20)
            let error = try await #require(throws: ServiceError.self) {
                try await memory.withShare(of: request()) { second in
                    try second.add(20)
                    #expect(memory.held == 100)
                    try second.add(1)
                }
            }
            #expect(error.code == .uploadMemoryFull && error.code.httpStatus == 503 && error.endsConnection)
            #expect(error.details?["limit"] == 100)
            #expect(memory.held == 80, "what was refused is given back, all of it")
        }
        #expect(memory.held == 0)
    }

    @Test func whatWillNotFitWaitsForRoomAndIsThenRefused() async throws {
        let memory = UploadMemory(capacity: 100, patience: .milliseconds(50))
        try await memory.withShare(of: request(80)) { first in
            try first.add(80)
            let error = try await #require(throws: ServiceError.self) {
                try await memory.withShare(of: request(21)) { _ in Issue.record("begun without room") }
            }
            #expect(error.code == .uploadMemoryFull)
            // Nobody waits any more, so what fits goes on at once.
            try await memory.withShare(of: request(20)) { try $0.add(20) }
        }
        #expect(memory.held == 0)
    }

    @Test func whoWaitsGoesOnInTurnOnceThereIsRoom() async throws {
        let memory = UploadMemory(capacity: 100, patience: .seconds(50))
        let (begun, begin) = AsyncStream<String>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            try await memory.withShare(of: request()) { first in
                try first.add(100)
                for (name, bytes) in [("a", 90), ("b", 5)] {
                    group.addTask {
                        try await memory.waitForRoom(bytes)
                        begin.yield(name)
                    }
                    #expect(await Deadline.poll { memory.waiting == (name == "a" ? 1 : 2) })
                }
            }
            try await group.waitForAll()
        }
        begin.finish()
        #expect(await begun.reduce(into: []) { $0.append($1) }.sorted() == ["a", "b"])
        #expect(memory.waiting == 0)
    }

    @Test func whoLeavesMakesWayForThoseBehind() async throws {
        let memory = UploadMemory(capacity: 100, patience: .seconds(50))
        try await memory.withShare(of: request()) { first in
            try first.add(60)
            let large = Task { try await memory.waitForRoom(50) }
            #expect(await Deadline.poll { memory.waiting == 1 })
            let small = Task { try await memory.waitForRoom(40) }
            #expect(await Deadline.poll { memory.waiting == 2 })
            large.cancel()
            await #expect(throws: CancellationError.self) { try await large.value }
            try await small.value
        }
    }

    @Test func aLengthThatIsTooMuchIsForOthersToRefuse() async throws {
        let memory = UploadMemory(capacity: 100)
        try await memory.withShare(of: request(1_000_000)) { share in
            #expect(throws: ServiceError.self) { try share.add(101) }
            try share.add(100)
        }
    }
}
