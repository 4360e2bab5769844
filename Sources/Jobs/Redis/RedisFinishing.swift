import Synchronization

/// Ends of attempts that wait at the same time share one script: what they change alike is then written once for all, and the
/// server spends half as much on each. One that waits alone goes at once.
final class RedisFinishing: Sendable {
    private struct Waiting: Sendable {
        var end: RedisCommand
        var request: ClaimRequest?
        var answer: @Sendable (Result<RedisAnswer, JobError>) -> Void
    }

    typealias Run = @Sendable (RedisCommand, Int) async throws(JobError) -> [Result<RedisAnswer, JobError>]

    private struct State {
        var waiting: [Waiting] = []
        var scripts = 0
    }

    /// Under way at the same time: while the server has one, the answers of the other are read.
    private static let mostScripts = 2
    /// Of one script: a few milliseconds of the server.
    private static let mostEnds = 64

    private let state = Mutex(State())

    /// - Parameters:
    ///   - end: the arguments of one end, as `RedisScript.finish` reads them.
    ///   - request: for the job that is to be claimed with it.
    ///   - run: carries out the script with these arguments, of so many ends.
    /// - Returns: the answer to this end.
    /// - Throws: `storeUnavailable`.
    func finish(
        _ end: RedisCommand, thenClaim request: ClaimRequest?, run: @escaping Run
    ) async throws(JobError) -> RedisAnswer {
        let result: Result<RedisAnswer, JobError> = await withCheckedContinuation { continuation in
            let batch = state.withLock { state in
                state.waiting.append(
                    Waiting(end: end, request: request, answer: { continuation.resume(returning: $0) }))
                return Self.next(&state, freed: 0)
            }
            if let batch { Task { await self.work(batch, run) } }
        }
        return try result.get()
    }

    private static func next(_ state: inout State, freed: Int) -> [Waiting]? {
        state.scripts -= freed
        guard state.scripts < mostScripts, !state.waiting.isEmpty else { return nil }
        state.scripts += 1
        let batch = Array(state.waiting.prefix(mostEnds))
        state.waiting.removeFirst(batch.count)
        return batch
    }

    private func work(_ first: [Waiting], _ run: Run) async {
        var batch: [Waiting]? = first
        while let current = batch {
            do throws(JobError) {
                let answers = try await run(Self.arguments(current), current.count)
                for (waiting, answer) in zip(current, answers) { waiting.answer(answer) }
            } catch {
                for waiting in current { waiting.answer(.failure(error)) }
            }
            batch = state.withLock { Self.next(&$0, freed: 1) }
        }
    }

    private static func arguments(_ batch: [Waiting]) -> RedisCommand {
        var arguments = RedisCommand()
        arguments.add(batch.count)
        var last: ClaimRequest?
        for waiting in batch {
            arguments.add(words: waiting.end.words)
            guard let request = waiting.request else {
                arguments.add("0")
                continue
            }
            let isAsBefore =
                last.map { $0.leaseMilliseconds == request.leaseMilliseconds && $0.routes == request.routes } ?? false
            arguments.add(isAsBefore ? "2" : "1")
            if isAsBefore { arguments.add(request.worker) } else { arguments.add(request) }
            last = request
        }
        return arguments
    }
}
