import NIOCore

/// Sees a connection's bytes before they are parsed, and keeps its clock: the parser says nothing of half a header.
final class PaceHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    var pace: RequestPace
    /// What is done with a connection that is one too many.
    let admission: ConnectionCount.Admission

    private var timer: Scheduled<Void>?
    /// Whether the server asks for more bytes: while it does not, the caller is not the slow one.
    private var isReading = false
    /// Milliseconds until the next look at a connection that is late by the server's own doing.
    private static let patience = TimeAmount.milliseconds(1000)

    init(pace: RequestPace, admission: ConnectionCount.Admission) {
        self.pace = pace
        self.admission = admission
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = false
        pace.receivedBytes(at: .now())
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        // A request that came as a whole, as most do, needs no timer.
        if timer == nil, let deadline = pace.deadline { schedule(at: deadline, context) }
    }

    func read(context: ChannelHandlerContext) {
        isReading = true
        context.read()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
    }

    private func schedule(at deadline: NIODeadline, _ context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.look(context) }
    }

    private func look(_ context: ChannelHandlerContext) {
        timer = nil
        let now = NIODeadline.now()
        let verdict = pace.verdict(at: now)
        guard verdict == .inTime || !isReading else {
            context.fireUserInboundEventTriggered(verdict)
            return
        }
        guard let deadline = pace.deadline else { return }
        schedule(at: max(deadline, now + Self.patience), context)
    }
}
