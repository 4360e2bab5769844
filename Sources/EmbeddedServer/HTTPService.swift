import API
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The HTTP listener.
struct HTTPService: Service, CustomStringConvertible {
    /// Built anew: a router is mutable and belongs to one thread.
    let router: @Sendable () -> Router<ServiceRequestContext>
    let configuration: ServerConfiguration
    let maxBodyBytes: Int
    /// nil: connections are not encrypted.
    let certificate: ServerCertificate?
    let logger: Logger
    let onListening: @Sendable (String) -> Void

    private static let drainSeconds = 5

    /// For a log: nothing of the configuration, which has a private key in it.
    var description: String { "HTTPService" }

    func run() async throws {
        let address: BindAddress
        var socket: SocketFile?
        switch configuration.listen {
        case .tcp(let host, let port): address = .hostname(host, port: port)
        case .unix(let path):
            address = .unixDomainSocket(path: path)
            socket = SocketFile(path: path)
            try socket?.makeRoom()
        }
        let application = Application(
            router: router(),
            server: GuardedChannel.server(
                limits: configuration.access.connections, maxBodyBytes: maxBodyBytes,
                idleSeconds: configuration.idleTimeoutSeconds, certificate: certificate, logger: logger),
            configuration: .init(address: address, serverName: "top5"),
            onServerRunning: { [socket] channel in
                socket?.protect(mode: configuration.access.socketMode, logger: logger)
                onListening(url(of: channel))
            },
            logger: logger)
        do {
            try await run(application)
            socket?.remove()
        } catch let error as IOError {
            // Not bound, so the socket that is in the way is another's.
            throw ServiceError(
                .invalidRequest,
                "Cannot listen on \(configuration.listen): \(String(cString: strerror(error.errnoCode))).")
        } catch {
            socket?.remove()
            throw error
        }
    }

    /// Requests under way have some seconds from the start of a shutdown; a stuck upload must not use up the jobs' grace.
    private func run(_ application: Application<RouterResponder<ServiceRequestContext>>) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await application.run()
                return true
            }
            group.addTask {
                try? await gracefulShutdown()
                try? await Task.sleep(for: .seconds(Self.drainSeconds))
                return false
            }
            let hasEnded = try await group.next() ?? true
            group.cancelAll()
            // Cancelled, it closes every connection and throws; that was asked for.
            if !hasEnded { while (try? await group.next()) != nil {} }
        }
    }

    private func url(of channel: any Channel) -> String {
        switch configuration.listen {
        case .unix(let path): return "unix:\(path)"
        case .tcp(let host, let port):
            let shown = host.contains(":") ? "[\(host)]" : host
            return "\(certificate == nil ? "http" : "https")://\(shown):\(channel.localAddress?.port ?? port)"
        }
    }
}
