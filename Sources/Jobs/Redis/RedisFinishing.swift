import Synchronization

/// Ends of attempts that wait at the same time share one script: what they change alike is then written once for all, and the
/// server spends half as much on each. One that waits alone goes at once.
final class RedisFinishing: Sendable {
    private struct Waiting: Sendable {
        var arguments: RedisCommand
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
    ///   - arguments: of one end, as `RedisScript.finish` reads them.
    ///   - run: carries out the script with these arguments, of so many ends.
    /// - Returns: the answer to this end.
    /// - Throws: `storeUnavailable`.
    func finish(
        _ arguments: RedisCommand, run: @escaping Run
    ) async throws(JobError) -> RedisAnswer {
        let result: Result<RedisAnswer, JobError> = await withCheckedContinuation { continuation in
            let batch = state.withLock { state in
                state.waiting.append(Waiting(arguments: arguments, answer: { continuation.resume(returning: $0) }))
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
            var arguments = RedisCommand()
            arguments.add(current.count)
            for waiting in current { arguments.add(words: waiting.arguments.words) }
            do throws(JobError) {
                let answers = try await run(arguments, current.count)
                for (waiting, answer) in zip(current, answers) { waiting.answer(answer) }
            } catch {
                for waiting in current { waiting.answer(.failure(error)) }
            }
            batch = state.withLock { Self.next(&$0, freed: 1) }
        }
    }
}
