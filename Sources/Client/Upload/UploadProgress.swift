import Synchronization

/// How far one try to send an image has come, and the way to stop it while the service can't have all of it.
package final class UploadProgress: Sendable {
    private struct State {
        var sent = 0
        var isWhole = false
        var isCut = false
    }

    private let state = Mutex(State())

    package init() {}

    /// Bytes that have been handed to the connection.
    package var sent: Int { state.withLock { $0.sent } }

    /// Lets no further byte go, unless the last one has gone.
    /// - Returns: true when the service can't have the whole image, so that there will be no job.
    package func cut() -> Bool {
        state.withLock { state in
            guard !state.isWhole else { return false }
            state.isCut = true
            return true
        }
    }

    /// Before the bytes up to `sent` of `length` go.
    /// - Throws: `CancellationError` once the upload is cut.
    package func advance(to sent: Int, of length: Int) throws {
        let isCut = state.withLock { state in
            guard !state.isCut else { return true }
            state.sent = sent
            state.isWhole = sent >= length
            return false
        }
        if isCut { throw CancellationError() }
    }
}
