/// Holds those who come until it is opened, or their task is cancelled.
struct Gate: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func open() { continuation.yield() }

    /// - Throws: `CancellationError`.
    func pass() async throws {
        for await _ in stream { return }
        try Task.checkCancellation()
    }

    /// For a handler that does not heed its cancellation.
    func passUncancelled() async {
        await Task { for await _ in stream { return } }.value
    }
}
