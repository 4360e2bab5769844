import Synchronization

@testable import EmbeddedServer

/// Name servers of a test's own.
final class FixedHostResolver: HostResolver {
    private let names: [String: [String]]
    private let asked = Mutex<[String]>([])

    /// The names that were asked for, in order.
    var questions: [String] { asked.withLock { $0 } }

    init(_ names: [String: [String]]) { self.names = names }

    func addresses(of host: String) -> [NetworkAddress] {
        asked.withLock { $0.append(host) }
        return (names[host] ?? []).compactMap { NetworkAddress($0) }
    }
}
