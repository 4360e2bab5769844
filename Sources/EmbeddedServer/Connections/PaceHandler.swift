import NIOCore

/// Sees a connection's bytes before they are parsed, and keeps its clock: the parser says nothing of half a header. It also
/// ends a connection whose other side takes nothing of an answer any more.
final class PaceHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    var pace: RequestPace
    /// What is done with a connection that is one too many.
    let admission: ConnectionCount.Admission

    private var timer: Scheduled<Void>?
    private let stalled: TimeAmount
    private var stallTimer: Scheduled<Void>?
    /// Whether the server asks for more bytes: while it does not, the caller is not the slow one.
    private var isReading = false
    /// Milliseconds until the next look at a connection that is late by the server's own doing.
    private static let patience = TimeAmount.milliseconds(1000)

    init(pace: RequestPace, stalledSeconds: Int, admission: ConnectionCount.Admission) {
        self.pace = pace
        self.admission = admission
        stalled = .seconds(Int64(stalledSeconds))
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

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            stallTimer?.cancel()
            stallTimer = nil
        } else if stallTimer == nil {
            watchAnswer(context, waiting: unsentBytes(context))
        }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        cancelTimers()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        cancelTimers()
    }

    private func cancelTimers() {
        timer?.cancel()
        timer = nil
        stallTimer?.cancel()
        stallTimer = nil
    }

    /// Bytes that the kernel has not taken.
    private func unsentBytes(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    /// - Parameter waiting: bytes that waited when it was last looked at.
    private func watchAnswer(_ context: ChannelHandlerContext, waiting: Int) {
        stallTimer = context.eventLoop.assumeIsolated().scheduleTask(in: stalled) { [self] in
            stallTimer = nil
            let now = unsentBytes(context)
            // While the channel is not writable, nothing is added to what waits.
            if now >= waiting {
                context.close(promise: nil)
            } else {
                watchAnswer(context, waiting: now)
            }
        }
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
