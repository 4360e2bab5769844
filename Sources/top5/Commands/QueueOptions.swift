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

    @Option(
        help: ArgumentHelp(
            """
            How long a job stays with a worker that is not heard of any more before another one gets it; each is heard of \
            three times in that (1 to 3600).
            """, valueName: "seconds"))
    var lease = 30

    func validate() throws {
        if !(1...3600).contains(lease) {
            throw ValidationError("--lease is \(lease); it must be 1 to 3600 seconds.")
        }
    }

    var leaseMilliseconds: Int64 { Int64(lease) * 1000 }

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
