import Foundation
import NIOCore

/// Reads requests just well enough to know where they end, and plays the script's next answer for each.
final class ScriptedConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let script: Script
    private var bytes: [UInt8] = []
    private var isAnswering = false

    init(_ script: Script) {
        self.script = script
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes.append(contentsOf: unwrapInboundIn(data).readableBytesView)
        answerIfComplete(context)
    }

    private func answerIfComplete(_ context: ChannelHandlerContext) {
        let end = Array("\r\n\r\n".utf8)
        guard !isAnswering, let head = bytes.firstRange(of: end) else { return }
        var request = ScriptedRequest(head: String(decoding: bytes[..<head.lowerBound], as: UTF8.self))
        let length = request.header("content-length").flatMap { Int($0) } ?? 0
        guard let answer = pendingAnswer ?? script.nextAnswer() else {
            context.close(promise: nil)
            return
        }
        pendingAnswer = answer
        if answer.readsBody {
            guard bytes.count >= head.upperBound + length else { return }
            request.body = Array(bytes[head.upperBound...].prefix(length))
            bytes.removeFirst(head.upperBound + length)
        } else {
            // What is left unread makes the kernel reset the connection when it is closed.
            context.channel.setOption(.autoRead, value: false).whenComplete { _ in }
            bytes.removeAll()
        }
        pendingAnswer = nil
        isAnswering = true
        script.record(request)
        play((answer.stepsForRequest?(request) ?? answer.steps)[...], context)
    }

    private var pendingAnswer: ScriptedAnswer?

    private func play(_ steps: ArraySlice<ScriptedAnswer.Step>, _ context: ChannelHandlerContext) {
        guard let step = steps.first else {
            isAnswering = false
            return answerIfComplete(context)
        }
        let rest = steps.dropFirst()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        switch step {
        case .send(let bytes):
            let script = script
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes))).whenComplete { result in
                guard case .success = result else { return }
                script.sent(bytes.count)
                bound.value.0.play(rest, bound.value.1)
            }
        case .pause(let duration):
            context.eventLoop.scheduleTask(in: TimeAmount(duration)) { bound.value.0.play(rest, bound.value.1) }
        case .close:
            context.close(promise: nil)
        }
    }
}
