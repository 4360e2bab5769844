import Dispatch
import Foundation
import Synchronization

/// One connection for one purpose: commands from any task, sent and answered on a thread of its own.
///
/// Commands that wait at the same time are sent together. Any failure or time-out throws the link away; the next command
/// makes another one, unless one has just failed (see `RedisBackoff`).
final class RedisConnection: Sendable {
    private let line: RedisLine

    init(_ entry: RedisEntry, name: String) {
        let line = RedisLine(entry)
        self.line = line
        let thread = Thread { line.work() }
        thread.name = "redis \(name)"
        thread.start()
    }

    deinit { line.close() }

    /// The server's answer, also where that is an error.
    /// - Throws: `storeUnavailable` when there was none: whether the command was carried out is not known then.
    func send(_ command: RedisCommand) async throws(JobError) -> RedisReply {
        let result: Result<RedisReply, JobError> = await withCheckedContinuation { continuation in
            line.take(RedisLine.Waiting(command: command, answer: { continuation.resume(returning: $0) }))
        }
        return try result.get()
    }

    /// What still waits is done first.
    func close() async {
        await withCheckedContinuation { continuation in line.close { continuation.resume() } }
    }
}

/// What a connection and its thread share.
private final class RedisLine: Sendable {
    struct Waiting: Sendable {
        var command: RedisCommand
        var answer: @Sendable (Result<RedisReply, JobError>) -> Void
    }

    private struct State {
        var waiting: [Waiting] = []
        var isClosed = false
        var isOver = false
        var onEnd: [@Sendable () -> Void] = []
    }

    private let entry: RedisEntry
    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)

    /// Commands that are sent before the first answer is read, and bytes: what both sides' buffers hold.
    private static let mostAtOnce = 128
    private static let bytesAtOnce = 256 << 10

    init(_ entry: RedisEntry) {
        self.entry = entry
    }

    func take(_ waiting: Waiting) {
        let isTaken = state.withLock { state in
            if !state.isClosed { state.waiting.append(waiting) }
            return !state.isClosed
        }
        guard isTaken else { return waiting.answer(.failure(entry.failure.closed)) }
        arrivals.signal()
    }

    func close(_ onEnd: (@Sendable () -> Void)? = nil) {
        let isOver = state.withLock { state in
            state.isClosed = true
            if let onEnd, !state.isOver { state.onEnd.append(onEnd) }
            return state.isOver
        }
        if isOver { onEnd?() }
        arrivals.signal()
    }

    /// The thread's life.
    func work() {
        RedisLink.blockBrokenPipes()
        var link: RedisLink?
        var backoff = RedisBackoff()
        while true {
            arrivals.wait()
            let (batch, isEnd) = next()
            if !batch.isEmpty { carryOut(batch, &link, &backoff) }
            if isEnd { break }
        }
        link = nil
        let onEnd = state.withLock { state in
            state.isOver = true
            return state.onEnd
        }
        for body in onEnd { body() }
    }

    private func next() -> (batch: [Waiting], isEnd: Bool) {
        state.withLock { state in
            var bytes = 0
            let batch = state.waiting.prefix(Self.mostAtOnce).prefix { waiting in
                defer { bytes += waiting.command.words.reduce(0) { $0 + $1.count } }
                return bytes < Self.bytesAtOnce
            }
            state.waiting.removeFirst(batch.count)
            return (Array(batch), state.isClosed && state.waiting.isEmpty)
        }
    }

    private func carryOut(_ batch: [Waiting], _ link: inout RedisLink?, _ backoff: inout RedisBackoff) {
        var rest = batch[...]
        for isLastTry in [false, true] {
            do throws(JobError) {
                let open = try open(&link, &backoff)
                do throws(RedisLink.Broken) {
                    for waiting in rest { try open.append(waiting.command) }
                    while let first = rest.first {
                        first.answer(.success(try open.reply()))
                        rest.removeFirst()
                    }
                    return
                } catch {
                    link = nil
                    throw entry.failure(error)
                }
            } catch {
                // Those that may be done twice have another try; of the others nobody knows whether they were done.
                let lost = rest.filter { isLastTry || !$0.command.isRepeatable }
                rest = isLastTry ? [] : rest.filter(\.command.isRepeatable)[...]
                for waiting in lost { waiting.answer(.failure(error)) }
                if rest.isEmpty { return }
            }
        }
    }

    private func open(_ link: inout RedisLink?, _ backoff: inout RedisBackoff) throws(JobError) -> RedisLink {
        if let open = link, !open.isStale { return open }
        link = nil
        if let refusal = backoff.refusal { throw refusal }
        do throws(JobError) {
            let made = try entry.link()
            backoff.succeeded()
            link = made
            return made
        } catch {
            backoff.failed(error)
            throw error
        }
    }
}
