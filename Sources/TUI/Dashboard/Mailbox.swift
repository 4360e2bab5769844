import Synchronization

/// Messages on their way to the loop: many senders, one reader that takes all that has come.
final class Mailbox: Sendable {
    /// Senders that can wait do so above this many messages.
    private static let limit = 256

    private struct State {
        var messages: [Message] = []
        var reader: CheckedContinuation<[Message]?, Never>?
        var senders: [CheckedContinuation<Void, Never>] = []
        var isClosed = false
    }

    private let state = Mutex(State())

    /// Never waits; what comes after `close` is dropped.
    func post(_ message: Message) {
        let reader = state.withLock { state -> CheckedContinuation<[Message]?, Never>? in
            guard !state.isClosed else { return nil }
            if state.reader == nil { state.messages.append(message) }
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: [message])
    }

    /// Waits for the loop when it is behind, so that a fast sender cannot fill the memory.
    func send(_ message: Message) async {
        post(message)
        await room()
    }

    /// Waits while more has come than the loop has taken.
    func room() async {
        await withCheckedContinuation { sender in
            let mustWait = state.withLock { state in
                guard !state.isClosed, state.messages.count >= Self.limit else { return false }
                state.senders.append(sender)
                return true
            }
            if !mustWait { sender.resume() }
        }
    }

    /// All messages that have come, at least one; nil when the mailbox is closed or the task is cancelled.
    func next() async -> [Message]? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { reader in
                let (answer, isReady, senders) = state.withLock {
                    state -> ([Message]?, Bool, [CheckedContinuation<Void, Never>]) in
                    if state.isClosed { return (nil, true, []) }
                    if state.messages.isEmpty {
                        state.reader = reader
                        return (nil, false, [])
                    }
                    return (Self.takeAll(&state), true, Self.release(&state))
                }
                for sender in senders { sender.resume() }
                if isReady { reader.resume(returning: answer) }
            }
        } onCancel: {
            close()
        }
    }

    /// Takes out what is of no use any more.
    func drop(where isUseless: (Message) -> Bool) {
        state.withLock { $0.messages.removeAll(where: isUseless) }
    }

    func close() {
        let (reader, senders) = state.withLock { state in
            state.isClosed = true
            state.messages = []
            defer { state.reader = nil }
            return (state.reader, Self.release(&state))
        }
        for sender in senders { sender.resume() }
        reader?.resume(returning: nil)
    }

    private static func takeAll(_ state: inout State) -> [Message] {
        defer { state.messages = [] }
        return state.messages
    }

    private static func release(_ state: inout State) -> [CheckedContinuation<Void, Never>] {
        defer { state.senders = [] }
        return state.senders
    }
}
