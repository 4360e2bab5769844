import API
import Foundation

/// Watches a deployment: events as they are published, broker and results at each look. One event for each call, for one
/// consumer.
actor CeleryFollower {
    private enum Phase {
        case new, connecting, live
        case waiting(seconds: Double)
    }

    /// Seconds between two looks at broker and results.
    private static let interval = 1.0
    /// What is published waits for this long at most while changes are told.
    private static let patience = 0.05
    /// Open tasks whose results are asked for at each look.
    private static let mostAsked = 2_000

    private let site: CelerySite
    private let ledger: CeleryLedger
    private let book: JobBook
    private let broker: CeleryBroker
    private let results = CeleryResults()
    private var connections: CelerySite.Connections?
    private var backoff: Backoff
    private var phase = Phase.new
    private var pending: [FollowerEvent] = []
    private var last: Int64 = 0
    private var character: ServiceCharacter?
    private var lookedAt = Date.distantPast
    private var listenedAt = Date.distantPast
    private var unreadable = 0

    init(site: CelerySite, ledger: CeleryLedger, book: JobBook, backoff: Backoff) {
        self.site = site
        self.ledger = ledger
        self.book = book
        self.backoff = backoff
        broker = CeleryBroker(queues: site.queues)
    }

    /// The next event; nil when the task is cancelled.
    func next() async -> FollowerEvent? {
        while !Task.isCancelled {
            if !pending.isEmpty { return pending.removeFirst() }
            switch phase {
            case .new:
                phase = .connecting
                return .connecting
            case .connecting:
                await carryOn { () throws(ClientError) in try await begin() }
            case .waiting(let seconds):
                guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { break }
                phase = .connecting
            case .live:
                let change = await book.change(after: last)
                if let change, Date().timeIntervalSince(listenedAt) < Self.patience { return event(of: change) }
                await carryOn { () throws(ClientError) in try await watch(isWaitedFor: change == nil) }
            }
        }
        await connections?.close()
        return nil
    }

    private func begin() async throws(ClientError) {
        let connections = try await site.connect()
        self.connections = connections
        try await connections.broker.listen(to: site.patterns)
        try await look(connections)
        // What stands there already is listed, not told.
        last = await book.lastSequence
        backoff.reset()
        phase = .live
        let now = await site.character(hasTaskEvents: ledger.hasTaskEvents, unreadable: unreadable)
        character = now
        pending = [.character(now), .live]
    }

    private func watch(isWaitedFor: Bool) async throws(ClientError) {
        guard let connections else {
            phase = .connecting
            return
        }
        let due = max(0, Self.interval - Date().timeIntervalSince(lookedAt))
        let published = try await connections.broker.publications(within: isWaitedFor ? .seconds(due) : .zero)
        let now = Date()
        listenedAt = now
        await take(published, at: now)
        if now.timeIntervalSince(lookedAt) >= Self.interval { try await look(connections) }
        let current = await site.character(hasTaskEvents: ledger.hasTaskEvents, unreadable: unreadable)
        if current != character {
            character = current
            pending.append(.character(current))
        }
    }

    private func take(_ published: [RedisPublication], at now: Date) async {
        guard !published.isEmpty else { return }
        var events: [CeleryEvent] = []
        var metas: CeleryResults.Found = []
        for publication in published {
            if publication.channel.hasPrefix(CeleryMeta.prefix) {
                let id = String(publication.channel.dropFirst(CeleryMeta.prefix.count))
                if let meta = CeleryMeta(publication.message) { metas.append((id, meta)) }
            } else {
                events += CeleryEvent.events(in: publication.message)
            }
        }
        await ledger.take(events, at: now)
        await ledger.take(metas, at: now)
    }

    private func look(_ connections: CelerySite.Connections) async throws(ClientError) {
        let found = try await broker.look(connections.broker)
        let now = Date()
        unreadable = found.unreadable
        await ledger.take(found.messages, at: now)
        await ledger.countWaiting(found.waiting)
        await ledger.tookFromQueue(found.gone, at: now)
        let open = await ledger.open(reserved: found.reserved, Self.mostAsked)
        await ledger.take(try await results.read(open, connections.results), at: now)
        await ledger.take(try await results.walk(connections.results, ledger: ledger, at: now), at: now)
        lookedAt = Date()
    }

    private func event(of change: JobBook.Change) -> FollowerEvent {
        last = change.sequence
        return change.event
    }

    private func carryOn(_ body: () async throws(ClientError) -> Void) async {
        do throws(ClientError) {
            try await body()
        } catch {
            await connections?.close()
            connections = nil
            guard error.kind != .cancelled else { return }
            let seconds = backoff.next()
            pending.append(.disconnected(error, retryInSeconds: seconds))
            phase = .waiting(seconds: seconds)
        }
    }
}
