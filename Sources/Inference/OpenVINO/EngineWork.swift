/// One input on its way through the engine, from waiting to its answer: `prepare` or `cancel`, once.
final class EngineWork: Sendable {
    /// An input that lies ready in a request's memory.
    struct Prepared {
        /// Says that it is computed now; false: it has ended instead.
        let begin: () -> Bool
        /// Answers, once, where it has begun.
        let finish: (Result<Timed<[UInt8]>, InferenceError>) -> Void
    }

    /// Writes the input. Blocks.
    ///
    /// - Returns: nil: the work has ended.
    let prepare: @Sendable (UnsafeMutableBufferPointer<UInt8>) -> Prepared?
    /// Answers that it was cancelled while it waited.
    let cancel: @Sendable () -> Void

    init<Value: Sendable>(
        _ steps: EngineSteps<Value>, answer: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        prepare = { memory in
            do {
                let finish = try steps.prepare(memory)
                return Prepared {
                    do {
                        try steps.begin()
                        return true
                    } catch {
                        answer(.failure(error))
                        return false
                    }
                } finish: { output in
                    answer(Result { try finish(output.get()) })
                }
            } catch {
                answer(.failure(error))
                return nil
            }
        }
        cancel = {
            answer(.failure(InferenceError(.cancelled, "The work was cancelled before it began.")))
        }
    }
}
