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
        #expect(scene.model.queue.jobs[Fixtures.id(1)]?.status == .succeeded)
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
        #expect(!scene.screen.contains("Connected again"))

        var absent = Scene()
        absent.pass(4)
        absent.send(.follower(.disconnected(lost, retryInSeconds: 5)))
        #expect(absent.screen.contains("reconnecting in 5 s"))
        #expect(absent.screen.contains("refused the connection"))
        absent.send(.follower(.live))
        #expect(!absent.screen.contains("Connected again"))
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
        scene.now = scene.model.wakeAt ?? scene.now
        scene.send(.wake)
        #expect(!scene.screen.contains("not bound"))
    }
}
