import Jobs
import Logging
import ServiceLifecycle
import Synchronization

/// Reads each change of the queue once, however many follow, and puts it into their mailboxes.
final class EventHub: Service {
    private struct State {
        var lastKey = 0
        var mailboxes: [Int: EventMailbox] = [:]
        /// Everything up to here has been put into the mailboxes; nil while nobody follows.
        var last: Int64?
    }

    private static let pageSize = 200
    /// Up to so many hear of each state of a job, however short.
    private static let fewFollowers = 16

    /// How long changes gather before the next are handed out: the more follow, the longer, so that what they cost, some
    /// 20 µs a write, stays a few hundredths of a core however fast the queue is. Nothing is held back that comes after a
    /// silence, and one follower's dashboard is never late by more than half a millisecond.
    static func rest(followers: Int) -> Duration { min(.microseconds(500) * followers, .milliseconds(250)) }

    private let service: ClassificationService
    private let logger: Logger
    private let state = Mutex(State())

    init(service: ClassificationService, logger: Logger) {
        self.service = service
        self.logger = logger
    }

    var followers: Int { state.withLock { $0.mailboxes.count } }

    /// From here on the mailbox gets every change, perhaps some twice; what was before is in the store.
    ///
    /// - Returns: the key to leave with.
    func join(_ mailbox: EventMailbox) async throws(JobError) -> Int {
        // Read before it joins: what changes in between is handed out, not skipped.
        let newest = try await service.queue.lastSequence()
        return state.withLock { state in
            state.lastKey += 1
            state.mailboxes[state.lastKey] = mailbox
            state.last = state.last ?? newest
            return state.lastKey
        }
    }

    func leave(_ key: Int) {
        state.withLock { state in
            state.mailboxes[key] = nil
            if state.mailboxes.isEmpty { state.last = nil }
        }
    }

    func run() async throws {
        let changes = service.queue.subscribe()
        await cancelWhenGracefulShutdown {
            for await newest in changes {
                await self.handOut(upTo: newest)
                try? await Task.sleep(for: Self.rest(followers: self.followers))
            }
        }
    }

    /// Without a look at the store. Where many follow, each job's last only, as the store has it: they are why changes gather.
    private func recentChanges(after last: Int64) -> [JobChange] {
        let recent = service.queue.recentChanges(after: last)
        guard recent.count > 1, followers > Self.fewFollowers else { return recent.map(JobChange.job) }
        let newest = Dictionary(recent.map { ($0.id, $0.sequence) }) { $1 }
        return recent.filter { newest[$0.id] == $0.sequence }.map(JobChange.job)
    }

    private func handOut(upTo told: Int64) async {
        while let last = state.withLock({ $0.last }), last < told {
            do {
                var changes = recentChanges(after: last)
                if changes.isEmpty { changes = try await service.queue.changes(after: last, limit: Self.pageSize) }
                guard let newest = changes.last?.sequence else { return }
                let selections = state.withLock { $0.mailboxes.values.map(\.selection) }
                // What nobody chose is not encoded. Who joins from here on finds it in the store.
                let wanted = changes.filter { change in selections.contains { $0.takes(change) } }
                let frames = try await EventFrame.make(wanted, service: service)
                let mailboxes = state.withLock { state in
                    if state.last != nil { state.last = newest }
                    return Array(state.mailboxes.values)
                }
                for mailbox in mailboxes { mailbox.put(frames) }
            } catch {
                // The next change tries again; a follower that is new meanwhile reads for itself.
                return logger.error("changes could not be read for the followers", metadata: ["error": "\(error)"])
            }
        }
    }
}
