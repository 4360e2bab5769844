import Glibc
import NIOPosix

/// Finds the addresses of a host's name.
protocol HostResolver: Sendable {
    /// In the order in which they should be tried; none for a name that is not known.
    /// - Throws: `CancellationError`.
    func addresses(of host: String) async throws -> [NetworkAddress]
}

/// The system's: `/etc/hosts`, name servers, and whatever else it is set up for.
final class SystemHostResolver: HostResolver {
    /// getaddrinfo(3) blocks, for as long as a name server is silent; it is safe on several threads at once.
    private let threads: NIOThreadPool

    /// - Parameter threads: look-ups at once.
    init(threads: Int) {
        self.threads = NIOThreadPool(numberOfThreads: threads)
        self.threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    func addresses(of host: String) async throws -> [NetworkAddress] {
        // A stream, so that whoever is cancelled need not wait for the system's answer.
        let (answers, answer) = AsyncStream<[NetworkAddress]>.makeStream()
        threads.submit { state in
            if case .active = state { answer.yield(Self.lookUp(host)) }
            answer.finish()
        }
        for await addresses in answers { return addresses }
        throw CancellationError()
    }

    private static func lookUp(_ host: String) -> [NetworkAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var addresses: [NetworkAddress] = []
        var entry = list
        while let current = entry?.pointee {
            if let found = current.ai_addr.flatMap({ NetworkAddress($0) }), !addresses.contains(found) {
                addresses.append(found)
            }
            entry = current.ai_next
        }
        return addresses
    }
}
