import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// Guarded connections over TLS, each with the certificate of its moment: Hummingbird's own keeps the first for ever.
struct SecureChannel: ServerChildChannel {
    typealias Value = GuardedChannel.Value

    let base: GuardedChannel
    let certificate: ServerCertificate

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: certificate.context))
        }.flatMap {
            base.setup(channel: channel, logger: logger)
        }
    }

    func handle(value: Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}
