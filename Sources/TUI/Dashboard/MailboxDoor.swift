import Synchronization

/// A way into the mailbox that can be shut: what still comes from a service that was left must not reach the loop.
final class MailboxDoor: Sendable {
    private let mailbox: Mailbox
    private let isOpen = Mutex(true)

    init(_ mailbox: Mailbox) {
        self.mailbox = mailbox
    }

    func post(_ message: Message) {
        isOpen.withLock { isOpen in
            if isOpen { mailbox.post(message) }
        }
    }

    /// Waits for the loop when it is behind.
    func send(_ message: Message) async {
        post(message)
        if isOpen.withLock({ $0 }) { await mailbox.room() }
    }

    func shut() { isOpen.withLock { $0 = false } }
}
