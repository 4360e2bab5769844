import API
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Answers in the server's place where no request reaches it: a header that is too long or too slow, a connection too many.
/// A body that is too slow fails for whoever reads it.
final class RequestGuardHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ConnectionLimits
    private var pace: PaceHandler?
    /// This connection has had its last answer.
    private var isEnding = false
    private var isBodyTooLong = false

    /// Until a connection that was answered is closed: whoever still sends shall get to read the answer first.
    private static let lingering = TimeAmount.seconds(3)

    init(limits: ConnectionLimits) {
        self.limits = limits
    }

    func handlerAdded(context: ChannelHandlerContext) {
        pace = try? context.pipeline.syncOperations.handler(type: PaceHandler.self)
    }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        switch pace?.admission {
        case .answered:
            end(
                context,
                with: ServiceError(
                    .tooManyConnections,
                    "The service has \(limits.maxConnections) connections open and takes no more; try again in a moment."
                ))
        case .closed: context.close(promise: nil)
        case .admitted, nil: break
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isEnding else { return }
        switch unwrapInboundIn(data) {
        case .head: pace?.pace.receivedHeader(at: .now())
        case .body(let bytes):
            // Its reader refuses it too; this is for a body that nobody reads.
            if pace?.pace.receivedBody(bytes.readableBytes) == false, !isBodyTooLong {
                isBodyTooLong = true
                closeSoon(context)
            }
        case .end: pace?.pace.receivedEnd()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { pace?.pace.answered() }
        context.write(data, promise: promise)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event as? RequestPace.Verdict {
        case .headerTooSlow:
            end(
                context,
                with: ServiceError(
                    .requestTimeout, "The request's header was not complete within \(limits.headSeconds) s."))
        case .bodyTooSlow:
            var error = ServiceError(
                .requestTimeout,
                "The body came too slowly: it has \(limits.bodySeconds) s, and one more for every "
                    + "\(limits.bodyBytesPerSecond) bytes.")
            error.endsConnection = true
            closeSoon(context)
            context.fireErrorCaught(error)
        case .inTime, nil: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isEnding else { return }
        if case HTTPParserError.headerOverflow = error, pace?.pace.unanswered == 0 {
            end(
                context,
                with: ServiceError(
                    .headersTooLarge,
                    "The request's header is too large: at most \(limits.maxFieldBytes) bytes a field, "
                        + "\(limits.maxHeadBytes) bytes and \(limits.maxFields) fields in all."))
        } else {
            context.fireErrorCaught(error)
        }
    }

    private func end(_ context: ChannelHandlerContext, with error: ServiceError) {
        isEnding = true
        let detail = ErrorDetail(code: error.code.rawValue, message: error.message)
        let body = (try? WireCoding.encoder().encode(ErrorBody(error: detail))) ?? Data()
        var head = HTTPResponse(
            status: .init(code: error.code.httpStatus),
            headerFields: [
                .contentType: "application/json", .contentLength: String(body.count), .connection: "close",
            ])
        if error.code == .tooManyConnections { head.headerFields[.retryAfter] = "5" }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(mode: .output, promise: nil)
        closeSoon(context)
    }

    private func closeSoon(_ context: ChannelHandlerContext) {
        let channel = context.channel
        context.eventLoop.scheduleTask(in: Self.lingering) { channel.close(promise: nil) }
    }
}
