package import API
import Hummingbird
import Synchronization

/// The memory that all uploads together may take: each is held as a whole until it is stored or classified.
///
/// Bytes count once they have come, so that somebody who announces much and sends little takes no room from others. An upload
/// that has not begun waits a moment for room; one that finds none on its way is refused, which makes room for the others.
package final class UploadMemory: Sendable {
    private struct Waiter {
        let id: Int
        let bytes: Int
        let admit: AsyncStream<Void>.Continuation
    }

    private struct State {
        var held = 0
        var nextID = 0
        /// First come, first served.
        var waiting: [Waiter] = []
    }

    /// Bytes.
    let capacity: Int
    private let patience: Duration
    private let state = Mutex(State())

    /// - Parameters:
    ///   - capacity: in bytes; default 256 MiB.
    ///   - patience: for which a new upload waits for room; default 3 s.
    init(capacity: Int = 256 << 20, patience: Duration = .seconds(3)) {
        self.capacity = capacity
        self.patience = patience
    }

    /// Bytes that the largest upload may take: a form, or an image in base64 beside what it is decoded to.
    package static func least(for limits: Limits) -> Int {
        max(
            limits.maxRequestBytes + UploadReader.multipartOverhead,
            JSONSubmission.maxBytes(limits) + limits.maxImageBytes)
    }

    /// Bytes of uploads that are held now.
    var held: Int { state.withLock { $0.held } }
    /// Uploads that have not begun.
    var waiting: Int { state.withLock { $0.waiting.count } }

    /// Reads and uses the uploads of a request; what is added to the share counts until `body` returns.
    ///
    /// - Throws: `UPLOAD_MEMORY_FULL`; what `body` throws.
    func withShare<Value>(
        of request: Request, _ body: (UploadShare) async throws -> Value
    ) async throws -> Value {
        try await waitForRoom(request.headers[.contentLength].flatMap { Int($0) } ?? 0)
        let share = UploadShare(memory: self)
        defer { share.end() }
        return try await body(share)
    }

    /// Returns once so many bytes would fit; they are not kept for whoever asks.
    /// - Parameter bytes: more than the capacity counts as all of it: how much is too much is said elsewhere.
    func waitForRoom(_ bytes: Int) async throws {
        let bytes = min(bytes, capacity)
        let (admissions, admit) = AsyncStream<Void>.makeStream()
        let id = state.withLock { state -> Int? in
            if state.waiting.isEmpty, state.held + bytes <= capacity { return nil }
            state.nextID += 1
            state.waiting.append(Waiter(id: state.nextID, bytes: bytes, admit: admit))
            return state.nextID
        }
        guard let id else { return }
        defer { leave(id) }
        let isAdmitted = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                for await _ in admissions { return true }
                return false
            }
            group.addTask { [patience] in
                try? await Task.sleep(for: patience)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
        try Task.checkCancellation()
        guard isAdmitted else { throw full() }
    }

    fileprivate func take(_ bytes: Int) throws(ServiceError) {
        let fits = state.withLock { state in
            guard state.held + bytes <= capacity else { return false }
            state.held += bytes
            return true
        }
        guard fits else { throw full() }
    }

    fileprivate func give(_ bytes: Int) {
        state.withLock { state in
            state.held -= bytes
            admitWaiting(&state)
        }
    }

    /// Who gives up makes way for those behind.
    private func leave(_ id: Int) {
        state.withLock { state in
            state.waiting.removeAll { $0.id == id }
            admitWaiting(&state)
        }
    }

    private func admitWaiting(_ state: inout State) {
        var expected = state.held
        while let first = state.waiting.first, expected + first.bytes <= capacity {
            expected += first.bytes
            state.waiting.removeFirst()
            first.admit.yield()
        }
    }

    private func full() -> ServiceError {
        var error = ServiceError(
            .uploadMemoryFull,
            "The uploads under way fill the \(capacity) bytes of memory that this server has for them; try again soon.",
            details: ["limit": capacity])
        error.endsConnection = true
        return error
    }
}

/// What one request holds of the memory of all uploads.
final class UploadShare: Sendable {
    private let memory: UploadMemory
    private let held = Mutex(0)

    fileprivate init(memory: UploadMemory) {
        self.memory = memory
    }

    /// - Throws: `UPLOAD_MEMORY_FULL`.
    func add(_ bytes: Int) throws(ServiceError) {
        try memory.take(bytes)
        held.withLock { $0 += bytes }
    }

    fileprivate func end() {
        memory.give(
            held.withLock { held in
                defer { held = 0 }
                return held
            })
    }
}
