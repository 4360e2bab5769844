import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes

/// HTTP/1.1 connections that are counted and timed, over TLS or plain.
struct GuardedChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    let http: HTTP1Channel
    let count: ConnectionCount
    let limits: ConnectionLimits
    let maxBodyBytes: Int
    let isSecure: Bool

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            var admission = count.add(channel)
            // Nothing can be said before a handshake, and that is too dear for one that is refused.
            if isSecure, case .answered = admission { admission = .closed }
            try channel.pipeline.syncOperations.addHandler(
                PaceHandler(
                    pace: RequestPace(limits: limits, maxBodyBytes: maxBodyBytes),
                    stalledSeconds: limits.stalledSeconds, admission: admission))
        }.flatMap {
            http.setup(channel: channel, logger: logger)
        }
    }

    func handle(value: Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }

    /// - Parameter maxBodyBytes: of any body; a connection that sends more is closed.
    static func server(
        limits: ConnectionLimits, maxBodyBytes: Int, idleSeconds: Int, certificate: ServerCertificate?, logger: Logger
    ) -> HTTPServerBuilder {
        let count = ConnectionCount(limit: limits.maxConnections, logger: logger)
        let configuration = HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                ContinueHandler(maxBytes: maxBodyBytes), RequestGuardHandler(limits: limits),
            ],
            idleTimeout: .seconds(Int64(idleSeconds)),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.maxFieldBytes, maxHeaderListSize: limits.maxHeadBytes,
                maxHeaderFieldCount: limits.maxFields))
        return HTTPServerBuilder { responder in
            let channel = GuardedChannel(
                http: HTTP1Channel(responder: responder, configuration: configuration), count: count, limits: limits,
                maxBodyBytes: maxBodyBytes, isSecure: certificate != nil)
            guard let certificate else { return channel }
            return SecureChannel(base: channel, certificate: certificate)
        }
    }
}
