import API
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// A service that answers out of a `SyntheticQueue`, over real HTTP: what the dashboard asks for, and nothing else.
struct SyntheticService: Sendable {
    let queue: SyntheticQueue
    /// Of the samples, as pictures of the jobs.
    let pictures: [Data]

    /// As a service does it, so that a follower knows that the connection holds.
    private static let heartbeat = Duration.seconds(5)

    /// Serves on a free port of this machine while `body` runs.
    func run(_ body: @escaping @Sendable (_ address: String) async throws -> Void) async throws {
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { told.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "bench", factory: { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            group.addTask {
                while true {
                    try await Task.sleep(for: Self.heartbeat)
                    queue.beat()
                }
            }
            group.addTask {
                for await port in ports {
                    try await body("http://127.0.0.1:\(port)")
                    return
                }
            }
            defer { group.cancelAll() }
            // The listener does not end by itself.
            try await group.next()
        }
    }

    private var router: Router<BasicRequestContext> {
        let router = Router()
        router.get("/v1/jobs") { request, _ in
            let query = request.uri.queryParameters
            return try json(
                queue.page(
                    cursor: query["cursor"].flatMap { Int($0) }, limit: query["limit"].flatMap { Int($0) } ?? 50,
                    ascends: query["sort"].map { !$0.hasPrefix("-") } ?? false))
        }
        router.get("/v1/jobs/:id") { _, context in
            try json(try job(context))
        }
        router.get("/v1/jobs/:id/image") { _, context in
            let number = SyntheticJob.number(of: try job(context).id) ?? 0
            queue.notePicture(number)
            let picture = pictures[number % pictures.count]
            return Response(
                status: .ok, headers: [.contentType: "image/jpeg"], body: .init(byteBuffer: ByteBuffer(bytes: picture)))
        }
        router.get("/v1/events") { _, _ in events() }
        router.get("/v1/limits") { _, _ in try json(Limits(formats: ["jpeg", "png", "webp"])) }
        router.get("/v1/models") { _, _ in try json(ModelList(models: [])) }
        router.get("/v1/stats") { _, _ in try json(queue.stats) }
        router.get("/v1/workers") { _, _ in try json(WorkerList(workers: [], isPaused: false)) }
        return router
    }

    private func job(_ context: BasicRequestContext) throws -> Job {
        let id = context.parameters.get("id") ?? ""
        guard let job = SyntheticJob.number(of: id).flatMap({ queue.job($0) }) else { throw HTTPError(.notFound) }
        return job
    }

    private func json(_ value: some Encodable) throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: try WireCoding.encoder().encode(value))))
    }

    private func events() -> Response {
        let (events, after) = queue.follow()
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream"],
            body: .init { writer in
                try await writer.write(ByteBuffer(string: "event: live\nid: \(after)\ndata: {}\n\n"))
                for await event in events {
                    var bytes = ByteBuffer(
                        string: event.isHeartbeat ? ": heartbeat" : "event: job\nid: \(event.sequence)\ndata: ")
                    bytes.writeBytes(event.data)
                    bytes.writeString("\n\n")
                    try await writer.write(bytes)
                }
                try await writer.finish(nil)
            })
    }
}
