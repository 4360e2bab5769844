import NIOPosix

/// Lines to standard output, on a thread of their own: a reader that does not read holds up nobody else.
final class LinearOutput: Sendable {
    private let thread = NIOThreadPool(numberOfThreads: 1)

    init() {
        thread.start()
    }

    /// In the order of the calls.
    /// - Throws: `CommandError` when nobody reads any more.
    func write(_ line: String) async throws {
        try await thread.runIfActive { try StandardOutput.write(line + "\n") }
    }

    func stop() async {
        try? await thread.shutdownGracefully()
    }
}
