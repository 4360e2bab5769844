import API
import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Carries out what `FollowerState` decides, one event for each call: a consumer that does not ask is not read for, and
/// the connection's own flow control reaches back to the service.
actor EventFollower {
    private let transport: HTTPTransport
    private let clock: any Clock<Duration>
    private var state: FollowerState
    private var body: HTTPClientResponse.Body.AsyncIterator?

    init(
        transport: HTTPTransport, after sequence: Int64?, backoff: Backoff,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.transport = transport
        self.clock = clock
        state = FollowerState(after: sequence, backoff: backoff, address: transport.address.description)
    }

    /// The next event; nil when the task is cancelled or the client was shut down. For one consumer.
    func next() async -> FollowerEvent? {
        while !Task.isCancelled {
            switch state.nextAction() {
            case .yield(let event):
                return event
            case .connect(let sequence):
                do throws(ClientError) {
                    try await limit(transport.timeouts.answer, .deadlineExceeded).run { () throws(ClientError) in
                        try await self.open(after: sequence)
                    }
                    state.connected()
                } catch {
                    guard error.kind != .cancelled else { return nil }
                    state.failed(error)
                }
            case .read:
                do throws(ClientError) {
                    // Counted from here: a consumer that did not ask for long has not heard the service either.
                    let bytes = try await limit(transport.timeouts.read, .readTimeout).run { () throws(ClientError) in
                        try await self.read()
                    }
                    state.received(bytes.readableBytesView)
                } catch {
                    guard error.kind != .cancelled else { return nil }
                    state.failed(error)
                }
            case .wait(let seconds):
                body = nil
                guard (try? await clock.sleep(for: .seconds(seconds))) != nil else { return nil }
            }
        }
        return nil
    }

    private var request: ServiceRequest {
        ServiceRequest(
            .GET, Routes.events, headers: ["accept": "text/event-stream"], answerWithin: transport.timeouts.answer,
            isWatchedBySender: true)
    }

    private func limit(_ limit: Duration, _ exceeded: HTTPClientError) -> TimeLimit {
        TimeLimit(limit: limit, clock: clock, exceeded: transport.failure(exceeded, of: request))
    }

    private func open(after sequence: Int64?) async throws(ClientError) {
        var request = request
        if let sequence { request.headers.add(name: HeaderName.lastEventID, value: String(sequence)) }
        let response = try await transport.accepted(request)
        let type = response.headers.first(name: "content-type") ?? "no content type"
        guard type.lowercased().hasPrefix("text/event-stream") else {
            throw ClientError(
                .badAnswer,
                "\(transport.address) sent no events: it is not a top5 service.",
                detail: "\(request.line): \(PlainText.of(type))")
        }
        body = response.body.makeAsyncIterator()
    }

    private func read() async throws(ClientError) -> ByteBuffer {
        // An actor's property cannot be mutated across an await; the iterator goes back only after a good read.
        var iterator = body
        body = nil
        do {
            if let bytes = try await iterator?.next(isolation: self) {
                body = iterator
                return bytes
            }
        } catch {
            throw transport.failure(error, of: request)
        }
        throw transport.failure(HTTPClientError.remoteConnectionClosed, of: request)
    }
}
