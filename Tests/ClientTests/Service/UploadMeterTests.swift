import NIOCore
import Testing

@testable import Client

@Suite struct UploadMeterTests {
    private func chunks(_ sizes: [Int]) -> AsyncStream<ByteBuffer> {
        AsyncStream { continuation in
            for size in sizes { continuation.yield(ByteBuffer(repeating: 7, count: size)) }
            continuation.finish()
        }
    }

    /// So that the transport complains about a file that became shorter.
    @Test(.timeLimit(.minutes(1))) func aBodyThatIsTooShortEndsAtOnce() async throws {
        let meter = UploadMeter(length: 10)
        var sizes: [Int] = []
        for try await chunk in meter.metered(chunks([4, 5])) { sizes.append(chunk.readableBytes) }
        #expect(sizes == [4, 5])
    }

    @Test(.timeLimit(.minutes(1))) func aWholeBodyEndsWithItsAnswer() async throws {
        let meter = UploadMeter(length: 9)
        let read = Task {
            var bytes = 0
            for try await chunk in meter.metered(chunks([4, 5])) { bytes += chunk.readableBytes }
            return bytes
        }
        let stall = await meter.stall(ClientTimeouts(write: .seconds(600), uploadAnswer: .milliseconds(50)))
        #expect(stall == .answer)
        meter.answered()
        #expect(try await read.value == 9)
    }

    @Test func afterTheHeadOfAnEarlyAnswerItsRestIsWaitedFor() async {
        let meter = UploadMeter(length: 9)
        meter.answerBegan()
        let stall = await meter.stall(ClientTimeouts(write: .milliseconds(20), uploadAnswer: .milliseconds(100)))
        #expect(stall == .rest)
    }

    @Test func aBodyThatNobodyReadsIsStalled() async {
        let stall = await UploadMeter(length: 9).stall(
            ClientTimeouts(write: .milliseconds(50), uploadAnswer: .seconds(600)))
        #expect(stall == .sending)
    }
}
