import API
import Foundation
import HTTPTypes
import Hummingbird
import Jobs
import Logging
import Metrics
import NIOCore
import ServiceLifecycle

/// `GET /v1/events`: every change of every job, as server-sent events that can be resumed.
struct EventRoutes {
    let service: ClassificationService
    let hub: EventHub
    let followers: Meter

    func add(to router: Router<ServiceRequestContext>) {
        router.get("/v1/events", use: follow)
    }

    @Sendable private func follow(_ request: Request, context: ServiceRequestContext) async throws -> Response {
        let query = request.uri.queryParameters
        let start: Int64
        if let given = request.headers[.lastEventID] ?? query["after"].map(String.init) {
            guard let sequence = Int64(given), sequence >= 0 else {
                throw ServiceError(
                    .invalidRequest,
                    "Last-Event-ID is '\(given.prefix(40))'; it must be the id of an event of this stream."
                )
            }
            // A higher one is of a store that is gone: the follower is told by a lower `live` and goes on from there.
            start = min(sequence, try await service.queue.lastSequence())
        } else {
            start = try await service.queue.lastSequence()
        }
        var selection = EventSelection()
        selection.job = query["job"].map { JobID(rawValue: String($0)) }
        if let states = query["state"] {
            selection.states = try Set(
                states.split(separator: ",").map { name in
                    guard let state = JobState(rawValue: String(name)) else {
                        throw ServiceError(
                            .invalidFilter,
                            "'\(name)' is no state; states are \(JobState.allCases.map(\.rawValue).joined(separator: ", "))."
                        )
                    }
                    return state
                })
        }
        let follower = EventFollower(service: service, hub: hub, selection: selection)
        let logger = context.logger
        Self.limitSilence(context.channel)
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: .init { writer in
                // Ends with the connection, with a shutdown, or with the store: whichever is first.
                followers.increment()
                defer { followers.decrement() }
                let (closed, closing) = AsyncStream<Void>.makeStream()
                try await withGracefulShutdownHandler {
                    try await request.body.consumeWithInboundCloseHandler { _ in
                        do {
                            try await follower.run(
                                after: start, until: closed,
                                giveUp: { context.channel.close(mode: .all, promise: nil) }, into: &writer)
                        } catch let error as JobError {
                            logger.error("event stream ended", metadata: ["error": .string(error.description)])
                        }
                    } onInboundClosed: {
                        closing.finish()
                    }
                } onGracefulShutdown: {
                    closing.finish()
                    // A follower that does not read would hold the shutdown up.
                    context.closeConnectionSoon()
                }
                try await writer.finish(nil)
            })
    }

    /// Lets the kernel give up a follower whose machine no longer acknowledges what is sent, a sign of life at least:
    /// its own patience is a quarter of an hour.
    private static func limitSilence(_ channel: any Channel) {
        guard channel.remoteAddress?.ipAddress != nil else { return }
        // TCP_USER_TIMEOUT of tcp(7), in milliseconds.
        let userTimeout = ChannelOptions.Types.SocketOption(
            level: .tcp, name: .init(rawValue: 18))
        channel.setOption(userTimeout, value: .init(EventFollower.patienceSeconds * 1000)).whenFailure { _ in }
    }
}
