import NIOCore
import Synchronization

/// Notices an upload that stands still: AsyncHTTPClient's write timeout does not run while the socket is full.
///
/// It also holds back the end of the body until there is an answer. AsyncHTTPClient drops the bytes that are not yet sent
/// when an error is answered early, and would at the body's end miss them and fail with that, not with the answer.
///
/// Only time in which this process runs counts: after a suspended machine or a crowded thread pool the answer may long be
/// there, and gets its turn before it is called missing.
final class UploadMeter: Sendable {
    enum Stall: Sendable, Equatable {
        /// The service takes no more bytes.
        case sending
        /// It took all of them and does not answer.
        case answer
        /// It does not end the answer that it began, with all of the bytes or without.
        case rest
    }

    private struct State {
        /// Grows with every move.
        var moves = 0
        /// What is waited for.
        var missing: Stall
    }

    /// Looks in the time that something may stand still; each counts as one, however late it comes.
    private static let looks = 20

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
        state = Mutex(State(missing: length == 0 ? .answer : .sending))
        (beforeAnswer, answer) = AsyncStream.makeStream()
    }

    /// The same chunks, each of which counts as a move when it is asked for.
    func metered<Chunks: AsyncSequence & Sendable>(_ chunks: Chunks) -> MeteredChunks<Chunks>
    where Chunks.Element == ByteBuffer {
        MeteredChunks(base: chunks, meter: self)
    }

    /// The head of the answer is there. The body may not end yet: the answer may be an error.
    func answerBegan() { moved(to: .rest) }

    /// The answer is there, or none is waited for any more: the body may end.
    func answered() { answer.finish() }

    /// Returns once nothing has moved for too long, nil when the task was cancelled.
    func stall(_ timeouts: ClientTimeouts) async -> Stall? {
        var seen = state.withLock { $0 }
        var still = Duration.zero
        // The other limit may come to count meanwhile.
        let step = min(timeouts.write, timeouts.uploadAnswer) / Self.looks
        while true {
            guard (try? await Task.sleep(for: step, clock: .continuous)) != nil else { return nil }
            let now = state.withLock { $0 }
            still = now.moves == seen.moves ? still + step : .zero
            seen = now
            if still >= (now.missing == .sending ? timeouts.write : timeouts.uploadAnswer) { return now.missing }
        }
    }

    fileprivate func moved(to missing: Stall) {
        state.withLock { state in
            state.moves += 1
            // An answer that came early stays what is waited for, also when the body goes on.
            if state.missing != .rest { state.missing = missing }
        }
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
                meter.moved(to: chunk == nil ? .answer : .sending)
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
