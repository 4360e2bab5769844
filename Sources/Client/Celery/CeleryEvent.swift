import Foundation

/// One event of a Celery worker or of whoever sends tasks.
struct CeleryEvent: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        case sent, received, started
        case succeeded(result: String?, runtime: Double?)
        case failed(exception: String, traceback: String?)
        case retried(exception: String, traceback: String?)
        case revoked(isTerminated: Bool, isExpired: Bool)
        case rejected(isRequeued: Bool)
        case workerOnline, workerHeartbeat, workerOffline
    }

    struct Load: Sendable, Equatable {
        var active: Int?
        var processed: Int?
        var average: Double?
        /// Seconds between two heartbeats.
        var frequency: Double?
        var version: String?
    }

    var kind: Kind
    var hostname: String?
    var timestamp: Date?
    /// Of a task; nil for a worker's.
    var task: String?
    var name: String?
    var args: String?
    var kwargs: String?
    var queue: String?
    var retries: Int?
    var eta: Date?
    var load = Load()

    /// The events in one publication: one, or a list of those that a worker has gathered. What is none is left out.
    static func events(in publication: [UInt8]) -> [CeleryEvent] {
        guard let envelope = LooseValue(json: publication), let body = CeleryMessage.body(of: envelope) else {
            return []
        }
        return (body.list ?? [body]).compactMap { CeleryEvent($0) }
    }

    private init?(_ value: LooseValue) {
        guard let type = value["type"].text, let kind = Self.kind(type, value) else { return nil }
        self.kind = kind
        hostname = value["hostname"].text
        timestamp = value["timestamp"].date
        task = value["uuid"].text
        guard !type.hasPrefix("task-") || task != nil else { return nil }
        name = value["name"].text
        args = value["args"].text
        kwargs = value["kwargs"].text
        queue = value["queue"].text ?? value["routing_key"].text
        retries = value["retries"].count
        eta = value["eta"].date
        load = Load(
            active: value["active"].count, processed: value["processed"].count,
            average: value["loadavg"].list?.first?.number, frequency: value["freq"].number,
            version: value["sw_ver"].text)
    }

    private static func kind(_ type: String, _ value: LooseValue) -> Kind? {
        let exception = value["exception"].text ?? "?"
        let traceback = value["traceback"].text
        return switch type {
        case "task-sent": .sent
        case "task-received": .received
        case "task-started": .started
        case "task-succeeded": .succeeded(result: value["result"].text, runtime: value["runtime"].number)
        case "task-failed": .failed(exception: exception, traceback: traceback)
        case "task-retried": .retried(exception: exception, traceback: traceback)
        case "task-revoked": .revoked(isTerminated: value["terminated"].flag, isExpired: value["expired"].flag)
        case "task-rejected": .rejected(isRequeued: value["requeue"].flag)
        case "worker-online": .workerOnline
        case "worker-heartbeat": .workerHeartbeat
        case "worker-offline": .workerOffline
        default: nil
        }
    }
}
