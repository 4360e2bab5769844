import Client
import Jobs

/// The client's view of Redis, on the queue's own connections.
struct RedisWatchReader: RedisReader {
    private let watch: RedisWatch

    /// - Throws: `ClientError.unreachable` where nobody answers.
    init(_ address: String) async throws(ClientError) {
        do throws(JobError) {
            watch = try await RedisWatch(address)
        } catch {
            throw Self.failure(error)
        }
    }

    func ask(_ commands: [[String]]) async throws(ClientError) -> [Client.RedisReply] {
        do throws(JobError) {
            return try await watch.ask(commands).map(Self.reply)
        } catch {
            throw Self.failure(error)
        }
    }

    func listen(to patterns: [String]) async throws(ClientError) {
        do throws(JobError) {
            try await watch.listen(to: patterns)
        } catch {
            throw Self.failure(error)
        }
    }

    func publications(within limit: Duration) async throws(ClientError) -> [RedisPublication] {
        do throws(JobError) {
            return try await watch.publications(within: limit).map {
                RedisPublication(channel: $0.channel, message: Array($0.message))
            }
        } catch {
            throw Self.failure(error)
        }
    }

    func close() async { await watch.close() }

    private static func reply(_ reply: Jobs.RedisReply) -> Client.RedisReply {
        switch reply {
        case .none: .none
        case .string(let data): .bytes(Array(data))
        case .status(let text): .bytes(Array(text.utf8))
        case .error(let text): .failure(text)
        case .integer(let number): .number(number)
        case .array(let elements): .list(elements.map(Self.reply))
        }
    }

    private static func failure(_ error: JobError) -> ClientError {
        ClientError(.unreachable, error.message.replacing("The queue's Redis", with: "Redis"), detail: error.cause)
    }
}
