import Synchronization

/// The inputs that wait for a compiled model, first come, first served, and the requests that compute them.
///
/// What waits is computed in batches: one thread prepares some inputs, one after another, and the engine then reads the model's
/// weights once for all of them. What comes alone is computed alone; the more wait, the larger the batches: the load
/// chooses between the shortest time for one and the most in a second.
final class EngineQueue: Sendable {
    private struct State {
        var idle: [InferRequest]
        var waiting: [EngineWork] = []
    }

    private let state: Mutex<State>

    /// - Parameter requests: as many batches are under way at the same time, at most.
    init(_ requests: [InferRequest]) {
        state = Mutex(State(idle: requests))
    }

    /// Inputs of which none of the steps has begun.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Sends one input through the engine, on one of the threads for images.
    ///
    /// - Throws: what the steps throw; `INFERENCE_FAILED`; `CANCELLED` when the task is cancelled while the input waits.
    func run<Value: Sendable>(_ steps: EngineSteps<Value>) async throws -> Value {
        let work = Mutex<EngineWork?>(nil)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Value, any Error>) in
                let new = EngineWork(steps) { continuation.resume(with: $0) }
                work.withLock { $0 = new }
                // A cancellation from now on finds it among the waiting, or too late.
                let isCancelled = state.withLock { state in
                    if !Task.isCancelled { state.waiting.append(new) }
                    return Task.isCancelled
                }
                if isCancelled { new.cancel() } else { beginBatch() }
            }
        } onCancel: {
            guard let work = work.withLock(\.self) else { return }
            let isWaiting = state.withLock { state in
                guard let place = state.waiting.firstIndex(where: { $0 === work }) else { return false }
                state.waiting.remove(at: place)
                return true
            }
            if isWaiting { work.cancel() }
        }
    }

    /// Lets a thread look for a batch. Each input that comes asks for one, and each batch that leaves others waiting.
    private func beginBatch() {
        BlockingThreads.images.submit {
            guard let (inputs, request) = self.take() else { return }
            Self.compute(inputs, request)
            if self.giveBack(request) { self.beginBatch() }
        }
    }

    /// - Returns: the share of the waiting of each request that is idle; nil: none wait, or none is idle.
    private func take() -> (inputs: [EngineWork], request: InferRequest)? {
        state.withLock { state in
            guard !state.waiting.isEmpty, let request = state.idle.popLast() else { return nil }
            let requests = state.idle.count + 1
            let inputs = state.waiting.prefix(min((state.waiting.count + requests - 1) / requests, request.batch))
            defer { state.waiting.removeFirst(inputs.count) }
            return (Array(inputs), request)
        }
    }

    /// - Returns: whether others wait.
    private func giveBack(_ request: InferRequest) -> Bool {
        state.withLock { state in
            state.idle.append(request)
            return !state.waiting.isEmpty
        }
    }

    private static func compute(_ inputs: [EngineWork], _ request: InferRequest) {
        var prepared: [EngineWork.Prepared] = []
        for input in inputs {
            // Where one fails, the next takes its place.
            if let ready = input.prepare(request.input(prepared.count)) { prepared.append(ready) }
        }
        let begun = prepared.map { $0.begin() }
        guard begun.contains(true) else { return }
        do throws(InferenceError) {
            let outputs = try Timed { () throws(InferenceError) in try request.infer(0..<prepared.count) }
            for (place, input) in prepared.enumerated() where begun[place] {
                input.finish(.success(outputs.map(share: prepared.count) { $0[place] }))
            }
        } catch {
            guard prepared.count > 1 else { return prepared[0].finish(.failure(error)) }
            // What only one of them is to blame for is not to cost the others.
            for (place, input) in prepared.enumerated() where begun[place] {
                input.finish(
                    Result { () throws(InferenceError) in
                        try Timed { () throws(InferenceError) in try request.infer(place..<(place + 1))[0] }
                    })
            }
        }
    }
}
