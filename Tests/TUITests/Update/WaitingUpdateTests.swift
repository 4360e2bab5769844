import API
import Client
import Foundation
import Testing

@testable import TUI

@Suite("Jobs that wait")
struct WaitingUpdateTests {
    @Test("A job that waits for its next attempt counts the seconds down, and no clock runs after")
    func nextAttempt() {
        var scene = Scene(rows: 40, columns: 160)
        var job = Fixtures.job(1, "cat.jpg", .queued, revision: 3)
        job.attempt = 1
        job.error = ErrorDetail(code: "WORKER_CRASHED", message: "It crashed.")
        job.waiting = JobWaiting(.retry, until: scene.now.addingTimeInterval(1.5))
        scene.goLive(jobs: [job])
        scene.focusQueue()
        #expect(scene.screen.contains("tried again in 2 s: It crashed."))
        scene.press(.enter)
        #expect(scene.screen.contains("tried again in 2 s."))
        scene.press(.escape)
        for _ in 0..<40 {
            guard let due = scene.model.wakeAt else { break }
            scene.now = due
            let effects = scene.send(.wake)
            if effects.contains(.loadStats) { scene.send(.stats(.success(Fixtures.stats))) }
        }
        #expect(scene.model.wakeAt == nil)
        #expect(scene.screen.contains("to be tried again: It crashed."))
        #expect(scene.model.queue.job(at: 0)?.finishedAt == nil)
    }
}
