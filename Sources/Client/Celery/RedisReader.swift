/// What Redis answers to one command.
package enum RedisReply: Sendable, Equatable {
    case bytes([UInt8])
    case number(Int64)
    case list([RedisReply])
    case none
    /// Redis' own words for an error.
    case failure(String)

    var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
    var number: Int? { if case .number(let number) = self { Int(clamping: number) } else { nil } }
    var list: [RedisReply] { if case .list(let list) = self { list } else { [] } }
    var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
}

/// What was published on a channel that is listened to.
package struct RedisPublication: Sendable, Equatable {
    package var channel: String
    package var message: [UInt8]

    package init(channel: String, message: [UInt8]) {
        self.channel = channel
        self.message = message
    }
}

/// A connection to Redis that only reads; the program that has the library plugs it in.
package protocol RedisReader: Sendable {
    /// Sends commands one behind the other and returns their answers, in order.
    /// - Throws: `ClientError.unreachable` when the connection is gone, `cancelled`.
    func ask(_ commands: [[String]]) async throws(ClientError) -> [RedisReply]
    /// Listens to channels that match patterns, on a connection beside the one for commands.
    /// - Throws: as `ask`.
    func listen(to patterns: [String]) async throws(ClientError)
    /// Waits for the first publication, and returns it with those that have come meanwhile; none after `limit`.
    /// - Throws: as `ask`.
    func publications(within limit: Duration) async throws(ClientError) -> [RedisPublication]
    func close() async
}
