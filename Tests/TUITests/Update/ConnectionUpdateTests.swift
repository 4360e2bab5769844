import API
import Client
import Testing

@testable import TUI

@Suite("Connection and time")
struct ConnectionUpdateTests {
    private let lost = ClientError(.unreachable, "127.0.0.1:8080 refused the connection.")

    private func asksForStats(_ effects: some Sequence<Effect>) -> Int {
        effects.count { $0 == .loadStats }
    }

    @Test("The countdown goes on, the list stays, and the return merges what was missed")
    func reconnect() {
        var scene = Scene()
        scene.goLive(jobs: [Fixtures.job(1, "cat.jpg", .running, revision: 2)])
        scene.send(.follower(.disconnected(lost, retryInSeconds: 3)))
        #expect(scene.screen.contains("reconnecting in 3 s"))
        scene.pass(1.01)
        scene.send(.wake)
        #expect(scene.screen.contains("reconnecting in 2 s"))
        #expect(scene.screen.contains("cat.jpg"))
        scene.pass(2)
        scene.send(.follower(.connecting))
        let effects = scene.send(.follower(.live))
        #expect(effects.contains(.loadLimits))
        scene.answerJobs([Fixtures.job(2, "dog.jpg"), Fixtures.job(1, "cat.jpg", .succeeded, revision: 6)])
        #expect(scene.model.queue.count == 2)
        #expect(scene.model.queue.job(Fixtures.id(1))?.status == .succeeded)
        #expect(scene.screen.contains("● live"))
    }

    @Test("A service that is still starting is no loss; one that stays away is")
    func starting() {
        var scene = Scene()
        scene.send(.follower(.connecting))
        scene.send(.follower(.disconnected(lost, retryInSeconds: 0.5)))
        #expect(scene.screen.contains("◌ connecting"))
        scene.pass(1)
        scene.goLive()
        #expect(!scene.screen.contains("away"))

        var absent = Scene()
        absent.pass(4)
        absent.send(.follower(.disconnected(lost, retryInSeconds: 5)))
        #expect(absent.screen.contains("offline, retrying in 5 s"))
        #expect(absent.screen.contains("refused the connection"))
        absent.send(.follower(.live))
        #expect(!absent.screen.contains("away"))
    }

    @Test("A first connection that fails says why once the start's grace is over, in the empty queue")
    func neverConnected() throws {
        var scene = Scene()
        scene.send(.follower(.connecting))
        let message = "No service listens at http://127.0.0.1:9. Start one with `top5 serve --listen 127.0.0.1:9`."
        scene.send(.follower(.disconnected(ClientError(.unreachable, message), retryInSeconds: 8)))
        #expect(!scene.screen.contains("No service listens"))
        for _ in 0..<20 where scene.now < scene.model.graceEnd {
            scene.now = try #require(scene.model.wakeAt)
            scene.send(.wake)
        }
        #expect(scene.screen.contains("offline, retrying in 5 s"))
        #expect(scene.screen.contains("No service listens at http://127.0.0.1:9. Start one"))
        #expect(scene.screen.contains("--listen 127.0.0.1:9`."))
        #expect(!scene.screen.contains("loading"))
    }

    @Test("A stream that breaks is told in plain words, a service of another kind by its message")
    func broken() {
        var scene = Scene()
        scene.goLive(jobs: [Fixtures.job(1, "cat.jpg")])
        let technical = ClientError(.unreachable, "http://127.0.0.1:9 broke the connection off during GET /v1/events.")
        scene.send(.follower(.disconnected(technical, retryInSeconds: 3)))
        #expect(scene.screen.contains("✗ The service ended the connection."))
        #expect(!scene.screen.contains("GET"))
        scene.send(.follower(.disconnected(lost, retryInSeconds: 3)))
        #expect(scene.screen.contains("refused the connection"))
    }

    @Test("The header follows the events between two figures of the service, under a filter too")
    func countsFollow() {
        var scene = Scene(rows: 24, columns: 120)
        scene.goLive(jobs: [Fixtures.job(1, "cat.jpg")], total: 1247, cursor: "more")
        #expect(scene.screen.contains("queued 37  running 2  done 1,204  failed 3"))
        scene.send(.follower(.job(sequence: 1, Fixtures.job(1, "cat.jpg", .running, revision: 2))))
        scene.send(.follower(.job(sequence: 2, Fixtures.job(2, "dog.jpg"))))
        #expect(scene.screen.contains("queued 37  running 3  done 1,204  failed 3"))
        scene.focusQueue()
        scene.type("/nothing")
        scene.press(.enter)
        scene.answerJobs([])
        scene.send(.follower(.job(sequence: 3, Fixtures.job(2, "dog.jpg", .running, revision: 2))))
        scene.send(.follower(.job(sequence: 4, Fixtures.job(2, "dog.jpg", .failed, revision: 3))))
        scene.send(.follower(.job(sequence: 4, Fixtures.job(2, "dog.jpg", .running, revision: 2))))
        #expect(scene.screen.contains("queued 36  running 3  done 1,204  failed 4"))
        scene.send(.stats(.success(Fixtures.stats)))
        #expect(scene.screen.contains("queued 37  running 2  done 1,204  failed 3"))
    }

    @Test("When every job is in the list, the header counts what the list shows")
    func countsMatch() {
        var scene = Scene(rows: 24, columns: 120)
        scene.goLive(jobs: Fixtures.everyState)
        #expect(scene.screen.contains("queued 1  running 1  done 2  failed 1"))
        scene.send(.follower(.job(sequence: 1, Fixtures.job(6, "dog.jpg", .succeeded, revision: 7))))
        scene.send(.follower(.job(sequence: 2, Fixtures.job(7, "new.jpg"))))
        #expect(scene.screen.contains("queued 2  running 0  done 3  failed 1"))
    }

    @Test("Words or signs: the width decides, whether or not there is a rate", arguments: [80, 99, 100, 120])
    func headerForm(columns: Int) {
        var scene = Scene(rows: 24, columns: columns)
        scene.goLive(jobs: [Fixtures.job(1, "cat.jpg", .running, revision: 2)])
        var forms: Set<Bool> = []
        for number in 2..<14 {
            scene.send(.follower(.job(sequence: 1, Fixtures.job(number, "a.jpg", .succeeded, revision: 3))))
            let header = scene.screen.prefix { $0 != "\n" }
            forms.insert(header.contains("queued"))
            scene.pass(number < 8 ? 0.3 : 20)
            scene.send(.wake)
            forms.insert(scene.screen.prefix { $0 != "\n" }.contains("queued"))
        }
        #expect(forms == [columns >= 100])
    }

    @Test("After a long absence the list starts anew, without a hole in the middle")
    func gap() {
        var scene = Scene()
        scene.goLive(jobs: [Fixtures.job(1, "old.jpg")])
        scene.send(.follower(.disconnected(lost, retryInSeconds: 1)))
        scene.send(.follower(.live))
        scene.answerJobs((900..<1000).reversed().map { Fixtures.job($0, "new.jpg") }, total: 1000, cursor: "next")
        #expect(scene.model.queue.count == 100)
        #expect(scene.model.queue.nextCursor == "next")
    }

    @Test("Figures are asked for once on connect, then at most each second while events come")
    func stats() {
        var scene = Scene()
        scene.goLive()
        #expect(asksForStats(scene.effects) == 1)
        let before = scene.effects.count
        for number in 0..<50 {
            scene.pass(0.1)
            scene.send(.follower(.job(sequence: 1, Fixtures.job(1, "a.jpg", .running, revision: number + 1))))
            if scene.model.stats.isAsking { scene.send(.stats(.success(Fixtures.stats))) }
        }
        #expect((4...6).contains(asksForStats(scene.effects[before...])))
    }

    @Test("With nothing under way there is no timer")
    func idle() {
        var scene = Scene()
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.goLive(jobs: [Fixtures.job(1, "cat.jpg", .running, revision: 1)])
        scene.send(.follower(.job(sequence: 1, Fixtures.job(1, "cat.jpg", .succeeded, revision: 5))))
        for _ in 0..<40 {
            guard let due = scene.model.wakeAt else { break }
            scene.now = due
            let effects = scene.send(.wake)
            if asksForStats(effects) > 0 { scene.send(.stats(.success(Fixtures.stats))) }
        }
        #expect(scene.model.wakeAt == nil)
        let screen = scene.screen
        scene.pass(3600)
        #expect(scene.screen == screen)
    }

    @Test("A note goes away by itself")
    func note() {
        var scene = Scene()
        scene.goLive()
        scene.type("Q")
        #expect(scene.screen.contains("Q is not bound here"))
        // The first wake may be one that was asked for before the note.
        for _ in 0..<10 {
            guard let due = scene.model.wakeAt else { break }
            scene.now = due
            scene.send(.wake)
        }
        #expect(scene.model.wakeAt == nil)
        #expect(!scene.screen.contains("not bound"))
    }
}
