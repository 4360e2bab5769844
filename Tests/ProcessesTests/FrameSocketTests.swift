import Foundation
import Glibc
import Testing

@testable import Processes

/// Over real sockets, both ends in this process.
struct FrameSocketTests {
    private static func pair() throws -> (Int32, Int32) {
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        return (ends[0], ends[1])
    }

    @Test func aLargeBodyComesThroughWhole() async throws {
        let (near, far) = try Self.pair()
        defer { for end in [near, far] { close(end) } }
        let sent = Frame(
            head: Data("head".utf8), body: Data((0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }))
        // The writer blocks until its socket is read.
        let writer = Thread { _ = FrameSocket(near).send(sent.head, body: sent.body) }
        writer.start()
        let received: Frame? = await withCheckedContinuation { continuation in
            let reader = Thread {
                var socket = FrameSocket(far)
                var frame: Frame?
                while frame == nil, socket.isOpen {
                    _ = DescriptorWait.wait(for: [far], until: nil)
                    socket.fill()
                    frame = try? socket.next()
                }
                continuation.resume(returning: frame)
            }
            reader.start()
        }
        #expect(received == sent)
    }

    @Test func aReaderThatDoesNotReadIsGivenUp() throws {
        let (near, far) = try Self.pair()
        defer { for end in [near, far] { close(end) } }
        #expect(!FrameSocket(near).send(Data(), body: Data(count: 8 << 20), until: .now + .milliseconds(20)))
    }

    @Test func aClosedSocketIsNoticedFromBothSides() throws {
        let (near, far) = try Self.pair()
        close(far)
        defer { close(near) }
        var socket = FrameSocket(near)
        #expect(!socket.send(Data("x".utf8)))
        socket.fill()
        #expect(!socket.isOpen)
    }
}
