import Synchronization

/// What the inner parts of a request's handling tell the outer ones.
final class RequestNotes: Sendable {
    private let code = Mutex<String?>(nil)

    /// Of the error that the answer carries; nil for an answer without one.
    var errorCode: String? {
        get { code.withLock { $0 } }
        set { code.withLock { $0 = newValue } }
    }
}
