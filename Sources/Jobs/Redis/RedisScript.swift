import Crypto
import Foundation

/// A script that the server runs as one transition; called by its digest once it has seen it.
struct RedisScript: Sendable {
    let source: String
    /// Of the source, as `EVALSHA` wants it.
    let digest: String
    /// Whether it only reads.
    let isReading: Bool

    /// - Parameter rules: what the body builds on, in this order.
    init(_ rules: [String], isReading: Bool = false, _ body: String) {
        let steps = isReading ? [body] : ["local function body()", body, "end", LuaJob.ending]
        source = ([LuaJob.source] + rules + steps).joined(separator: "\n")
        digest = Insecure.SHA1.hash(data: Data(source.utf8)).map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }.joined()
        self.isReading = isReading
    }

    /// - Parameters:
    ///   - prefix: of all keys; the script's only declared one, by which a proxy finds the node.
    ///   - arguments: with the time first.
    func call(prefix: String, _ arguments: RedisCommand, bySource: Bool = false) -> RedisCommand {
        var command = bySource ? RedisCommand("EVAL", source) : RedisCommand("EVALSHA", digest)
        command.add("1")
        command.add(prefix)
        command.add(words: arguments.words)
        command.isRepeatable = isReading
        return command
    }
}
