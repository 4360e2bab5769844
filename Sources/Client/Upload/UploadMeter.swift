import NIOCore
import Synchronization

/// Notices an upload that stands still: AsyncHTTPClient's write timeout does not run while the socket is full.
final class UploadMeter: Sendable {
    private struct State {
        var lastMove = ContinuousClock.now
        var isSent = false
    }

    private let state = Mutex(State())

    /// The same chunks, each of which counts as a move when it is asked for.
    func metered<Chunks: AsyncSequence & Sendable>(_ chunks: Chunks) -> MeteredChunks<Chunks> {
        MeteredChunks(base: chunks, meter: self)
    }

    /// Returns true once no chunk has been asked for during `limit`, false when all were or the task was cancelled.
    func waitsForStall(of limit: Duration) async -> Bool {
        while true {
            let (lastMove, isSent) = state.withLock { ($0.lastMove, $0.isSent) }
            if isSent { return false }
            if lastMove + limit <= .now { return true }
            guard (try? await Task.sleep(until: lastMove + limit, clock: .continuous)) != nil else { return false }
        }
    }

    fileprivate func moved(isEnd: Bool) {
        state.withLock { $0 = State(isSent: isEnd) }
    }

    struct MeteredChunks<Base: AsyncSequence & Sendable>: AsyncSequence, Sendable {
        typealias Element = Base.Element

        struct AsyncIterator: AsyncIteratorProtocol {
            var base: Base.AsyncIterator
            let meter: UploadMeter

            mutating func next() async throws -> Base.Element? {
                let chunk = try await base.next()
                meter.moved(isEnd: chunk == nil)
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
