import Foundation

/// A task as it waits in a queue: kombu's envelope around Celery's message, protocols 1 and 2.
///
/// The body is read only where the headers do not name the task (protocol 1), and only as JSON.
struct CeleryMessage: Sendable, Equatable {
    var id: String
    var name: String?
    var args: String?
    var kwargs: String?
    var queue: String?
    var priority: Int?
    var retries: Int
    /// Not before; nil: at once.
    var eta: Date?
    var ignoresResult: Bool
    /// `process@host` of who sent it.
    var origin: String?

    /// - Parameter bytes: an entry of the list.
    /// - Returns: nil for anything that is no task.
    init?(_ bytes: [UInt8]) {
        guard let envelope = LooseValue(json: bytes) else { return nil }
        self.init(envelope)
    }

    /// - Parameter bytes: a value of the hash `unacked`: envelope, exchange, routing key.
    init?(unacked bytes: [UInt8]) {
        guard let parts = LooseValue(json: bytes)?.list, let first = parts.first else { return nil }
        self.init(first)
        if queue == nil, parts.count > 2 { queue = parts[2].text }
    }

    private init?(_ envelope: LooseValue) {
        guard envelope.isObject else { return nil }
        let headers = envelope["headers"]
        let properties = envelope["properties"]
        queue = properties["delivery_info"]["routing_key"].text
        priority = properties["priority"].count
        if let id = headers["id"].text, let name = headers["task"].text {
            self.id = id
            self.name = name
            args = headers["argsrepr"].text
            kwargs = headers["kwargsrepr"].text
            retries = headers["retries"].count ?? 0
            eta = headers["eta"].date
            ignoresResult = headers["ignore_result"].flag
            origin = headers["origin"].text
            return
        }
        // Protocol 1 has all of it in the body; a pickled body leaves only the id.
        let body = Self.body(of: envelope)
        guard let id = body?["id"].text ?? properties["correlation_id"].text else { return nil }
        self.id = id
        name = body?["task"].text
        args = body?["args"].list.map { "(" + $0.map(\.line).joined(separator: ", ") + ")" }
        kwargs = body.map { $0["kwargs"].isObject ? $0["kwargs"].line : "{}" }
        retries = body?["retries"].count ?? 0
        eta = body?["eta"].date
        ignoresResult = false
    }

    /// The body of an envelope, if it is JSON.
    static func body(of envelope: LooseValue) -> LooseValue? {
        let type = envelope["content-type"].text
        guard type == nil || type == "application/json", let text = envelope["body"].text else { return nil }
        guard envelope["properties"]["body_encoding"].text == "base64" else { return LooseValue(json: text.utf8) }
        return Data(base64Encoded: text).flatMap { LooseValue(json: $0) }
    }
}
