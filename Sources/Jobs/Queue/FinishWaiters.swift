import Synchronization

/// Those who wait for the end of single jobs: told by id, so that a thousand of them do not each read every change.
final class FinishWaiters: Sendable {
    private struct State {
        var lastKey = 0
        var byJob: [JobID: [Int: AsyncStream<JobRecord>.Continuation]] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())

    /// A stream that ends when the job does, with the job where it is known, or when it is forgotten or the queue closes.
    func subscribe(to id: JobID) -> AsyncStream<JobRecord> {
        let (stream, continuation) = AsyncStream.makeStream(of: JobRecord.self)
        let key = state.withLock { state -> Int? in
            guard !state.isClosed else { return nil }
            state.lastKey += 1
            state.byJob[id, default: [:]][state.lastKey] = continuation
            return state.lastKey
        }
        guard let key else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { state in
                state.byJob[id]?[key] = nil
                if state.byJob[id]?.isEmpty == true { state.byJob[id] = nil }
            }
        }
        return stream
    }

    /// - Parameter job: nil: whoever waits has to read it.
    func ended(_ id: JobID, as job: JobRecord? = nil) {
        let waiting = state.withLock { $0.byJob.removeValue(forKey: id) }
        for stream in (waiting ?? [:]).values {
            if let job { stream.yield(job) }
            stream.finish()
        }
    }

    /// Ends every stream, also those asked for later.
    func close() {
        let all = state.withLock { state in
            defer { state.byJob = [:] }
            state.isClosed = true
            return state.byJob.values.flatMap(\.values)
        }
        for stream in all { stream.finish() }
    }
}
