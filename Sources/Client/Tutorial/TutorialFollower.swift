import API
import Foundation

/// The changes of the tasks that were sent from here, made by asking: one event for each call, for one consumer.
actor TutorialFollower {
    private enum Phase {
        case new, connecting, live
        case waiting(seconds: Double)
    }

    private let tasks: TutorialTasks
    private let book: JobBook
    private let character: ServiceCharacter
    private var last: Int64?
    private var backoff: Backoff
    private var phase = Phase.new
    private var pending: [FollowerEvent] = []
    /// Seconds between two questions whether an idle service is still there.
    private static let idle = 5.0

    init(tasks: TutorialTasks, book: JobBook, character: ServiceCharacter, after sequence: Int64?, backoff: Backoff) {
        self.tasks = tasks
        self.book = book
        self.character = character
        last = sequence
        self.backoff = backoff
    }

    /// The next event; nil when the task is cancelled or the client was shut down.
    func next() async -> FollowerEvent? {
        while !Task.isCancelled {
            if !pending.isEmpty { return pending.removeFirst() }
            switch phase {
            case .new:
                if last == nil { last = await book.lastSequence }
                phase = .connecting
                return .connecting
            case .connecting:
                guard await reached({ () throws(ClientError) in try await tasks.probe() }) else { continue }
                backoff.reset()
                phase = .live
                pending = [.character(character), .live]
            case .waiting(let seconds):
                guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { return nil }
                phase = .connecting
            case .live:
                if let change = await book.change(after: last ?? 0) { return event(of: change) }
                await waitUntilDue()
                guard !Task.isCancelled, await book.change(after: last ?? 0) == nil else { continue }
                _ = await reached { () throws(ClientError) in
                    if await tasks.nextDue == nil { try await tasks.probe() } else { try await tasks.ask() }
                }
            }
        }
        return nil
    }

    private func event(of change: JobBook.Change) -> FollowerEvent {
        last = change.sequence
        return change.event
    }

    /// Until a task is to be asked for, or one was sent; for long when none is open.
    private func waitUntilDue() async {
        let due = await tasks.nextDue
        let seconds = due.map { max(0, $0.timeIntervalSinceNow) } ?? Self.idle
        let book = book
        let last = last ?? 0
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await book.waitForChange(after: last) }
            group.addTask { _ = try? await Task.sleep(for: .seconds(seconds)) }
            await group.next()
            group.cancelAll()
        }
    }

    private func reached(_ body: () async throws(ClientError) -> Void) async -> Bool {
        do throws(ClientError) {
            try await body()
            return true
        } catch {
            guard error.kind != .cancelled else { return false }
            let seconds = backoff.next()
            pending.append(.disconnected(error, retryInSeconds: seconds))
            phase = .waiting(seconds: seconds)
            return false
        }
    }
}
