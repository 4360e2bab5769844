import NIOCore
import Synchronization

/// Notices an upload that stands still: AsyncHTTPClient's write timeout does not run while the socket is full.
///
/// It also holds back the end of the body until there is an answer. AsyncHTTPClient drops the bytes that are not yet sent
/// when an error is answered early, and would at the body's end miss them and fail with that, not with the answer.
final class UploadMeter: Sendable {
    enum Stall: Sendable, Equatable {
        /// The service takes no more bytes.
        case sending
        /// It took all of them and does not answer.
        case answer
    }

    private struct State {
        var lastMove = ContinuousClock.now
        var isSent: Bool
    }

    private let state: Mutex<State>
    private let length: Int
    private let progress: UploadProgress?
    private let beforeAnswer: AsyncStream<Never>
    private let answer: AsyncStream<Never>.Continuation

    /// - Parameter length: bytes of the whole body.
    init(length: Int, progress: UploadProgress? = nil) {
        self.length = length
        self.progress = progress
        // No chunk of an empty body is ever asked for.
        state = Mutex(State(isSent: length == 0))
        (beforeAnswer, answer) = AsyncStream.makeStream()
    }

    /// The same chunks, each of which counts as a move when it is asked for.
    func metered<Chunks: AsyncSequence & Sendable>(_ chunks: Chunks) -> MeteredChunks<Chunks>
    where Chunks.Element == ByteBuffer {
        MeteredChunks(base: chunks, meter: self)
    }

    /// The answer is there, or none is waited for any more: the body may end.
    func answered() { answer.finish() }

    /// Returns once nothing has moved for too long, nil when the task was cancelled.
    func stall(_ timeouts: ClientTimeouts) async -> Stall? {
        while true {
            let (lastMove, isSent) = state.withLock { ($0.lastMove, $0.isSent) }
            let limit = isSent ? timeouts.uploadAnswer : timeouts.write
            if lastMove + limit <= .now { return isSent ? .answer : .sending }
            // The end of the body may come meanwhile, and with it the other limit.
            let pause = min(lastMove + limit, .now + min(timeouts.write, timeouts.uploadAnswer))
            guard (try? await Task.sleep(until: pause, clock: .continuous)) != nil else { return nil }
        }
    }

    fileprivate func moved(isEnd: Bool) {
        state.withLock { $0 = State(isSent: isEnd) }
    }

    struct MeteredChunks<Base: AsyncSequence & Sendable>: AsyncSequence, Sendable where Base.Element == ByteBuffer {
        typealias Element = ByteBuffer

        struct AsyncIterator: AsyncIteratorProtocol {
            var base: Base.AsyncIterator
            let meter: UploadMeter
            private var bytes = 0

            init(base: Base.AsyncIterator, meter: UploadMeter) {
                self.base = base
                self.meter = meter
            }

            mutating func next() async throws -> ByteBuffer? {
                let chunk = try await base.next()
                meter.moved(isEnd: chunk == nil)
                if let chunk {
                    bytes += chunk.readableBytes
                    try meter.progress?.advance(to: bytes, of: meter.length)
                } else if bytes == meter.length {
                    for await _ in meter.beforeAnswer {}
                }
                return chunk
            }
        }

        let base: Base
        let meter: UploadMeter

        func makeAsyncIterator() -> AsyncIterator {
            AsyncIterator(base: base.makeAsyncIterator(), meter: meter)
        }
    }
}
