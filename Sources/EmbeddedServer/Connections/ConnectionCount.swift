import Logging
import NIOCore
import Synchronization

/// Counts the open connections of a listener.
final class ConnectionCount: Sendable {
    enum Admission: Sendable {
        case admitted
        /// One too many: it is told so.
        case answered
        /// Far too many: not even told, as long as so many others are just being told.
        case closed
    }

    private let limit: Int
    private let logger: Logger
    private let open = Mutex(0)
    /// Connections over the limit that are answered at a time.
    private static let answeredAtOnce = 64

    init(limit: Int, logger: Logger) {
        self.limit = limit
        self.logger = logger
    }

    /// Counts a connection until it is closed.
    func add(_ channel: any Channel) -> Admission {
        let count = open.withLock {
            $0 += 1
            return $0
        }
        channel.closeFuture.whenComplete { [self] _ in open.withLock { $0 -= 1 } }
        // Said once each time that the limit is reached, not for each connection.
        if count == limit + 1 {
            logger.warning("too many connections; new ones are refused", metadata: ["limit": .stringConvertible(limit)])
        }
        if count <= limit { return .admitted }
        return count <= limit + Self.answeredAtOnce ? .answered : .closed
    }
}
