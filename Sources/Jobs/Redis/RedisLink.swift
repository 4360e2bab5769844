import CHiredis
import Foundation

/// A connection to a server, for one thread at a time. Everything here blocks.
///
/// hiredis: a context is not safe on several threads, and after its first error it is of no use any more; a reply that came
/// too late would be taken for the next command's. So any failure ends the link.
/// https://github.com/redis/hiredis#readme
final class RedisLink {
    /// Why a link could not be made or broke, in the words of the library.
    struct Broken: Error {
        var words: String
        var isTimeOut = false
    }

    static let connectMilliseconds: Int32 = 3_000
    /// For each read and each write.
    static let commandMilliseconds: Int32 = 5_000

    private let connection: OpaquePointer

    init(host: String, port: Int, milliseconds: Int32 = commandMilliseconds) throws(Broken) {
        var words = [CChar](repeating: 0, count: 160)
        guard
            let connection = credis_connect(
                host, Int32(port), min(Self.connectMilliseconds, milliseconds), &words, words.count)
        else {
            let text = String(decoding: words.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw Broken(words: text, isTimeOut: text.contains("timed out") || text.contains("in progress"))
        }
        self.connection = connection
        _ = credis_set_timeout(connection, milliseconds)
    }

    deinit { credis_free(connection) }

    /// Closed from the other side while nothing was asked.
    var isStale: Bool { credis_is_stale(connection) != 0 }

    /// Takes a command for sending with the next `reply`.
    func append(_ command: RedisCommand) throws(Broken) {
        let status = command.withPointers { starts, lengths in
            credis_append(connection, Int32(starts.count), starts, lengths)
        }
        guard status == 0 else { throw broken }
    }

    func reply() throws(Broken) -> RedisReply {
        guard let reply = credis_reply(connection) else { throw broken }
        defer { credis_free_reply(reply) }
        return RedisReply(copying: reply)
    }

    func send(_ command: RedisCommand) throws(Broken) -> RedisReply {
        try append(command)
        return try reply()
    }

    /// What the server sends of itself; nil when nothing came in time.
    func next(within milliseconds: Int32) throws(Broken) -> RedisReply? {
        var failed: Int32 = 0
        guard let reply = credis_await(connection, milliseconds, &failed) else {
            if failed != 0 { throw broken }
            return nil
        }
        defer { credis_free_reply(reply) }
        return RedisReply(copying: reply)
    }

    /// Asks for a sign of life, on a link that listens.
    func ping() throws(Broken) {
        try append(RedisCommand("PING"))
        // Without waiting for the answer, which comes among what is listened for.
        guard credis_flush(connection) == 0 else { throw broken }
    }

    private var broken: Broken {
        Broken(words: String(cString: credis_error(connection)), isTimeOut: credis_timed_out(connection) != 0)
    }

    /// A write to a closed connection shall be an error, not the end of the process.
    static func blockBrokenPipes() { credis_block_sigpipe() }
}
