import Client
import Testing

@testable import TUI

@Suite("The mailbox", .timeLimit(.minutes(1)))
struct MailboxTests {
    @Test("Messages come out in order, all that are there at once")
    func order() async throws {
        let mailbox = Mailbox()
        for rows in 0..<5 { mailbox.post(.terminal(.resize(Size(rows: rows, columns: 1)))) }
        let batch = try #require(await mailbox.next())
        let rows = batch.compactMap { message -> Int? in
            if case .terminal(.resize(let size)) = message { size.rows } else { nil }
        }
        #expect(rows == [0, 1, 2, 3, 4])
        mailbox.post(.wake)
        #expect(await mailbox.next()?.count == 1)
    }

    @Test("A sender that is ahead waits for the reader; nothing is lost")
    func pressure() async {
        let mailbox = Mailbox()
        let count = 5000
        await withTaskGroup(of: Int.self) { group in
            group.addTask {
                for _ in 0..<count { await mailbox.send(.follower(.connecting)) }
                return 0
            }
            group.addTask {
                var received = 0
                while received < count, let batch = await mailbox.next() {
                    #expect(batch.count <= 257)
                    received += batch.count
                }
                return received
            }
            var total = 0
            for await value in group { total += value }
            #expect(total == count)
        }
    }

    @Test("Closing and cancelling end the reader and release the senders")
    func closing() async {
        let mailbox = Mailbox()
        let reader = Task { await mailbox.next() == nil }
        reader.cancel()
        #expect(await reader.value)
        for _ in 0..<1000 { await mailbox.send(.wake) }
        #expect(await mailbox.next() == nil)
    }
}
