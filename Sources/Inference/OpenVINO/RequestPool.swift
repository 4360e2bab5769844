import Synchronization

/// Hands out a fixed number of requests, first come, first served.
final class RequestPool: Sendable {
    private struct Waiter {
        let id: Int
        let continuation: CheckedContinuation<InferRequest?, Never>
    }

    private struct State {
        var free: [InferRequest]
        var waiters: [Waiter] = []
        /// Whose task was cancelled before they began to wait.
        var cancelled: Set<Int> = []
        var nextID = 0
    }

    private let state: Mutex<State>

    let count: Int

    init(_ requests: [InferRequest]) {
        count = requests.count
        state = Mutex(State(free: requests))
    }

    /// Lends a request to the body; waits for a free one.
    ///
    /// - Throws: what the body throws; `CANCELLED` when the task is cancelled while it waits.
    func withRequest<Value: Sendable>(_ body: (InferRequest) async throws -> Value) async throws -> Value {
        let request = try await take()
        defer { give(request) }
        return try await body(request)
    }

    /// Lends a request to a body of which no more than `count` ever run at the same time.
    ///
    /// - Throws: what the body throws; `INFERENCE_FAILED` where there are more.
    func withFreeRequest<Value>(
        _ body: (InferRequest) throws(InferenceError) -> Value
    ) throws(InferenceError) -> Value {
        guard let request = state.withLock({ $0.free.popLast() }) else {
            throw InferenceError(.inferenceFailed, "More than \(count) inputs at once.", step: .inferring)
        }
        defer { give(request) }
        return try body(request)
    }

    private func take() async throws(InferenceError) -> InferRequest {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let request = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<InferRequest?, Never>) in
                let ready: InferRequest?? = state.withLock { state in
                    if state.cancelled.remove(id) != nil { return .some(nil) }
                    if let request = state.free.popLast() { return request }
                    state.waiters.append(Waiter(id: id, continuation: continuation))
                    return nil
                }
                if let ready { continuation.resume(returning: ready) }
            }
        } onCancel: {
            let waiter: Waiter? = state.withLock { state in
                guard let place = state.waiters.firstIndex(where: { $0.id == id }) else {
                    state.cancelled.insert(id)
                    return nil
                }
                return state.waiters.remove(at: place)
            }
            waiter?.continuation.resume(returning: nil)
        }
        // A cancellation that came after the request leaves its mark behind.
        state.withLock { _ = $0.cancelled.remove(id) }
        guard let request else { throw InferenceError(.cancelled, "The work was cancelled before it began.") }
        return request
    }

    private func give(_ request: InferRequest) {
        let waiter: Waiter? = state.withLock { state in
            guard !state.waiters.isEmpty else {
                state.free.append(request)
                return nil
            }
            return state.waiters.removeFirst()
        }
        waiter?.continuation.resume(returning: request)
    }
}
