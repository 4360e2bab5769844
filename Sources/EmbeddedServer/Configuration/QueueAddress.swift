import API
import Foundation
import Jobs

/// Where a queue lives: in a file of this machine, for one process, or in Redis, for any number of processes and machines.
package struct QueueAddress: Sendable {
    enum Place: Sendable {
        case file(String)
        case redis(RedisURL)
    }

    let place: Place

    /// - Parameter text: `sqlite:PATH`, or an address of Redis: see `RedisURL`.
    /// - Throws: `INVALID_REQUEST`, with what is wrong.
    package init(parsing text: String) throws(ServiceError) {
        if RedisURL.isMeant(by: text) {
            do {
                place = .redis(try RedisURL(parsing: text))
            } catch {
                throw ServiceError(.invalidRequest, error.message)
            }
        } else if text.hasPrefix("sqlite:"), text.count > 7 {
            place = .file(NSString(string: String(text.dropFirst(7))).expandingTildeInPath)
        } else {
            throw ServiceError(
                .invalidRequest,
                "The queue's address '\(text.prefix(40))' is neither sqlite:PATH nor one of Redis: redis://HOST:PORT, "
                    + "redis+unix:///PATH, redis+sentinel://HOST:PORT,HOST:PORT/NAME.")
        }
    }

    package init(file path: String) { place = .file(path) }

    /// The path, where it is a file.
    package var file: String? {
        if case .file(let path) = place { path } else { nil }
    }

    /// Whether other processes work on it too.
    package var isShared: Bool {
        if case .redis = place { true } else { false }
    }
}
