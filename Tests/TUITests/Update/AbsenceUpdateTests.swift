import API
import Client
import Foundation
import Testing

@testable import TUI

@Suite("What was missed")
struct AbsenceUpdateTests {
    private let lost = ClientError(.unreachable, "127.0.0.1:8080 refused the connection.")

    private func away(_ seconds: Double, _ body: (inout Scene) -> Void) -> Scene {
        var scene = Scene(rows: 24, columns: 120)
        scene.goLive(jobs: Fixtures.everyState)
        scene.send(.follower(.disconnected(lost, retryInSeconds: 3)))
        scene.pass(seconds)
        scene.send(.follower(.connecting))
        body(&scene)
        scene.send(.follower(.live))
        return scene
    }

    @Test("The footer says how long it was, and what has changed, by what became of it")
    func sentence() {
        let scene = away(42) { scene in
            for number in 1...112 {
                scene.send(.follower(.job(sequence: Int64(number), Fixtures.job(number, "a", .running, revision: 20))))
                scene.send(
                    .follower(.job(sequence: Int64(number), Fixtures.job(number, "a", .succeeded, revision: 21))))
            }
            for number in 200..<204 {
                scene.send(.follower(.job(sequence: Int64(number), Fixtures.job(number, "b", .failed, revision: 9))))
            }
            for number in 300..<302 { scene.send(.follower(.forgotten(sequence: 400, id: Fixtures.id(number)))) }
        }
        #expect(scene.screen.contains("away 42 s; 118 jobs changed: 112 done, 4 failed, 2 forgotten"))
        #expect(scene.model.log.entries.last?.detail.hasPrefix("away 42 s; 118 jobs changed") == true)
    }

    @Test("Nothing was missed: that is said too")
    func nothing() {
        let scene = away(3) { _ in }
        #expect(scene.screen.contains("away 3 s; nothing changed"))
    }

    @Test("Several failed tries are one time away")
    func tries() {
        let scene = away(20) { scene in
            scene.send(.follower(.disconnected(lost, retryInSeconds: 3)))
            scene.pass(22)
            scene.send(.follower(.connecting))
        }
        #expect(scene.screen.contains("away 42 s; nothing changed"))
    }

    @Test("A service that counts its time anew has been restarted, and that is said with what was missed")
    func restart() {
        var scene = away(42) { _ in }
        var stats = Fixtures.stats
        stats.uptimeSeconds = 4
        stats.version = "0.2.0"
        scene.send(.stats(.success(stats)))
        #expect(scene.screen.contains("away 42 s; nothing changed. The service was restarted 4 s ago (version 0.2.0)."))
        var same = away(42) { _ in }
        stats.uptimeSeconds = 3642
        same.send(.stats(.success(stats)))
        #expect(!same.screen.contains("restarted"))
    }

    @Test("Events that were dropped on the way are a gap, told when what was missed has come")
    func gap() {
        var scene = Scene(rows: 24, columns: 120)
        scene.goLive()
        scene.send(.follower(.gap))
        for number in 1...30 {
            scene.send(.follower(.job(sequence: Int64(number), Fixtures.job(number, "a", .succeeded, revision: 3))))
        }
        scene.pass(2.01)
        scene.send(.wake)
        #expect(scene.screen.contains("too slow for all events; caught up: 30 jobs changed: 30 done"))
        #expect(scene.model.away == nil)
    }

    @Test("Another store: the list begins anew")
    func replaced() {
        let scene = away(5) { $0.send(.follower(.replaced)) }
        #expect(scene.model.queue.count == 0)
        #expect(scene.model.log.entries.contains { $0.detail.contains("another store") })
        #expect(scene.jobsRequest?.purpose == .first)
    }

    @Test("Figures that can't be read are said once, and again after they could be")
    func figures() {
        var scene = Scene(rows: 24, columns: 120)
        scene.goLive()
        let error = ClientError(.badAnswer, "It sent an answer that cannot be read.")
        scene.send(.stats(.failure(error)))
        #expect(scene.screen.contains("No figures: It sent an answer that cannot be read."))
        scene.model.note = nil
        scene.send(.stats(.failure(error)))
        #expect(scene.model.note == nil)
        scene.type("2")
        #expect(scene.screen.contains("No figures: It sent an answer"))
        scene.send(.stats(.success(Fixtures.stats)))
        scene.send(.stats(.failure(error)))
        #expect(scene.model.note != nil)
    }

    @Test("A service that takes its time is called slow, with the seconds, until it has answered")
    func slow() {
        var scene = Scene(rows: 24, columns: 120)
        scene.goLive()
        scene.send(.follower(.job(sequence: 1, Fixtures.job(1, "a.jpg"))))
        scene.pass(1.1)
        scene.send(.wake)
        for _ in 0..<30 where !scene.screen.contains("slow, no answer for 4 s") {
            guard let wake = scene.model.wakeAt else { break }
            scene.now = max(wake, scene.now)
            scene.send(.wake)
        }
        #expect(scene.screen.contains("slow, no answer for 4 s"))
        scene.send(.stats(.success(Fixtures.stats)))
        #expect(scene.screen.contains("● live"))
    }

    @Test("Ends that are told after a time away lie in the plots where they happened")
    func plots() {
        var scene = Scene()
        scene.goLive()
        scene.send(.follower(.disconnected(lost, retryInSeconds: 3)))
        let began = scene.now
        scene.pass(40)
        var job = Fixtures.job(1, "a.jpg", .succeeded, revision: 3)
        job.finishedAt = began.addingTimeInterval(10)
        scene.send(.follower(.job(sequence: 1, job)))
        scene.send(.follower(.live))
        scene.pass(1)
        let points = scene.model.statsScreen.history.points(.minute, most: 60, at: scene.now)
        #expect(points[60 - 31].ends[.succeeded] == 1)
    }
}
