import Foundation
import Synchronization

/// What a server publishes on one channel, read on a thread of its own.
final class RedisFeed: Sendable {
    enum Event: Sendable {
        /// From now on nothing is missed.
        case subscribed
        case message(String)
        /// Nothing came for a while.
        case quiet
    }

    let events: AsyncStream<Event>
    private let isOver = Mutex(false)

    /// How long it listens before it says that nothing came, in milliseconds; also how long ending it may take.
    private static let quietMilliseconds: Int32 = 200
    /// A feed on which nothing came for so long is asked whether it lives, in rounds of quiet.
    private static let roundsUntilPing = 25

    init(_ entry: RedisEntry, channel: String) {
        let (events, continuation) = AsyncStream.makeStream(of: Event.self)
        self.events = events
        let thread = Thread { [self] in
            RedisLink.blockBrokenPipes()
            var backoff = RedisBackoff()
            while !isEnded {
                do throws(JobError) {
                    try listen(entry, channel, continuation) { backoff.succeeded() }
                } catch {
                    backoff.failed(error)
                    while !isEnded, backoff.refusal != nil { usleep(20_000) }
                }
            }
            continuation.finish()
        }
        thread.name = "redis feed"
        thread.start()
    }

    private var isEnded: Bool { isOver.withLock { $0 } }

    func end() { isOver.withLock { $0 = true } }

    /// Returns when it shall end.
    private func listen(
        _ entry: RedisEntry, _ channel: String, _ events: AsyncStream<Event>.Continuation, onLink: () -> Void
    ) throws(JobError) {
        let link = try entry.link()
        do throws(RedisLink.Broken) {
            if case .error(let text) = try link.send(RedisCommand("SUBSCRIBE", channel)) {
                throw RedisLink.Broken(words: text)
            }
            onLink()
            events.yield(.subscribed)
            var (quiet, isAsked) = (0, false)
            while !isEnded {
                guard let reply = try link.next(within: Self.quietMilliseconds) else {
                    quiet += 1
                    events.yield(.quiet)
                    guard quiet >= Self.roundsUntilPing else { continue }
                    // A host that has vanished says nothing, also not that it is gone.
                    guard !isAsked else { throw RedisLink.Broken(words: "the feed is silent", isTimeOut: true) }
                    try link.ping()
                    (quiet, isAsked) = (0, true)
                    continue
                }
                (quiet, isAsked) = (0, false)
                if let parts = reply.array, parts.count == 3, parts[0].text == "message", let text = parts[2].text {
                    events.yield(.message(text))
                }
            }
        } catch {
            throw entry.failure(error)
        }
    }
}
