import ArgumentParser
import EmbeddedServer
import Foundation

/// Where the queue lives.
struct QueueOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The queue: sqlite:PATH, or one in Redis that any number of services and workers share: redis://HOST:PORT, \
            redis+unix:///PATH, redis+sentinel://HOST:PORT,HOST:PORT/NAME (default: the variable TOP5_QUEUE, where a password \
            is not seen by others, else a file in the state folder).
            """, valueName: "address"))
    var queue: String?

    /// nil: the state folder's file.
    /// - Throws: `ServiceError`.
    var address: QueueAddress? {
        get throws {
            guard let text = queue ?? ProcessInfo.processInfo.environment["TOP5_QUEUE"], !text.isEmpty else {
                return nil
            }
            return try QueueAddress(parsing: text)
        }
    }
}
