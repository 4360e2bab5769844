import API
import Client
import Foundation
import Testing

@testable import TUI

@Suite("Many jobs at once")
struct ManyJobsTests {
    private func live(_ jobs: [Job] = Fixtures.everyState, total: Int? = nil, cursor: String? = nil) -> Scene {
        var scene = Scene(rows: 24, columns: 110)
        scene.goLive(jobs: jobs, total: total, cursor: cursor)
        scene.focusQueue()
        return scene
    }

    private func acts(_ effects: [Effect]) -> [QueueEffect] {
        effects.compactMap { if case .queue(let effect) = $0, case .act = effect { effect } else { nil } }
    }

    @Test("Cancelling waits ten seconds with a countdown; z takes it back")
    func undo() {
        var scene = live()
        scene.type("x")
        #expect(scene.screen.contains("cancels in 10 s"))
        #expect(scene.screen.contains("cancel 1 in 10 s"))
        scene.pass(4.2)
        scene.send(.wake)
        #expect(scene.screen.contains("cancels in 6 s"))
        scene.type("z")
        #expect(scene.screen.contains("Taken back: dog.jpg stays as it is."))
        #expect(!scene.screen.contains("cancels in"))
        scene.pass(20)
        #expect(acts(scene.send(.wake)).isEmpty)
        scene.type("z")
        #expect(scene.screen.contains("There is nothing to take back"))
    }

    @Test("Forgetting one asks, waits, and says how it went")
    func forgetOne() {
        var scene = live()
        scene.type("D")
        #expect(scene.screen.contains("dog.jpg is running: only finished jobs can be forgotten"))
        scene.press(.down, .down)
        scene.type("D")
        #expect(scene.screen.contains("Forget cat.jpg?"))
        scene.type("n")
        #expect(scene.model.held.isEmpty)
        scene.type("Dy")
        #expect(scene.model.held.count == 1)
        scene.pass(10)
        #expect(acts(scene.send(.wake)) == [.act(.forget, .these([Fixtures.id(4)]), number: 1)])
        scene.send(.queue(.acted(number: 1, ManyResult(changed: 1))))
        #expect(scene.screen.contains("cat.jpg is forgotten."))
        scene.send(.follower(.forgotten(sequence: 9, id: Fixtures.id(4))))
        #expect(scene.model.queue.selectedJob?.image.name == "torn.jpg")
    }

    @Test("Marks by Space and by range; the question counts those that the action takes")
    func marks() {
        var scene = live()
        scene.type("  ")
        #expect(scene.screen.contains("● 2 marked"))
        scene.type("v")
        scene.press(.down, .down)
        #expect(scene.screen.contains("● 5 marked"))
        scene.type("v")
        #expect(scene.model.queue.marks.ids.count == 5)
        scene.type("r")
        #expect(scene.screen.contains("Retry the 2 marked failed or cancelled jobs?"))
        let effects = scene.type("y")
        #expect(acts(effects) == [.act(.retry, .these([Fixtures.id(2), Fixtures.id(3)]), number: 1)])
        #expect(scene.model.queue.marks.isEmpty)
        scene.send(.queue(.acted(number: 1, ManyResult(changed: 1, left: 1))))
        #expect(scene.screen.contains("1 put back into the queue, 1 had changed."))
        scene.type(" u")
        #expect(scene.model.queue.marks.isEmpty)
    }

    @Test("All that match the filter: the exact count is asked for, and the service acts by the filter")
    func allThatMatch() throws {
        let jobs = (1000..<1100).reversed().map { Fixtures.job($0, "img\($0).jpg", .succeeded) }
        var scene = live(jobs, total: 1204, cursor: "p")
        scene.type("/state:succeeded")
        scene.press(.enter)
        scene.answerJobs(jobs, total: 1204, cursor: "p")
        scene.type("a")
        #expect(scene.screen.contains("all 1,204 marked"))
        let effects = scene.type("D")
        let filter = "state:succeeded state:succeeded,failed,cancelled"
        let number = try #require(
            effects.compactMap { if case .queue(.count(filter, let number)) = $0 { number } else { nil } }.first)
        #expect(scene.screen.contains("Counting…"))
        scene.send(.queue(.counted(number: number, .success(1204))))
        #expect(scene.screen.contains("Forget 1,204 finished jobs that match state:succeeded?"))
        scene.type("y")
        #expect(scene.screen.contains("forgets in 10 s"))
        scene.pass(10)
        let sent = acts(scene.send(.wake))
        #expect(sent.count == 1)
        guard case .act(.forget, .matching(filter, _), let action)? = sent.first else {
            Issue.record("not by filter: \(sent)")
            return
        }
        scene.send(.queue(.acted(number: action, ManyResult(changed: 1198))))
        #expect(scene.screen.contains("1,198 forgotten, 6 had changed."))
    }

    @Test("Without a filter the states alone narrow it; nothing to do is said")
    func withoutFilter() {
        var scene = live()
        scene.type("ax")
        let counted = scene.effects.contains { effect in
            if case .queue(.count("state:queued,running", _)) = effect { true } else { false }
        }
        #expect(counted)
        scene.send(.queue(.counted(number: scene.model.nextNumber - 1, .success(0))))
        #expect(scene.screen.contains("No job that matches is unfinished."))
        #expect(scene.model.overlay == nil)
        scene.type("r")
        scene.send(.queue(.counted(number: scene.model.nextNumber - 1, .success(2))))
        #expect(scene.screen.contains("Retry all 2 failed or cancelled jobs?"))
        scene.press(.escape)
        #expect(scene.model.overlay == nil && scene.model.held.isEmpty)
    }

    @Test("A failure is said with its reason")
    func failure() {
        var scene = live()
        scene.type("ax")
        let error = ClientError(.refused(status: 403, code: "FORBIDDEN"), "A viewer may only look.")
        scene.send(.queue(.counted(number: scene.model.nextNumber - 1, .failure(error))))
        #expect(scene.screen.contains("FORBIDDEN: A viewer may only look."))
        scene.type("u")
        scene.type("x")
        scene.pass(10)
        scene.send(.wake)
        scene.send(.queue(.acted(number: 2, ManyResult(failed: 1, error: "FORBIDDEN: A viewer may only look."))))
        #expect(scene.screen.contains("dog.jpg: FORBIDDEN: A viewer may only look."))
    }

    @Test("Quitting while something is held back asks: send, drop or stay")
    func leaving() {
        var scene = live()
        scene.type("xq")
        #expect(!scene.model.hasQuit)
        #expect(scene.screen.contains("Actions wait for their ten seconds."))
        scene.type("n")
        #expect(scene.model.overlay == nil && scene.model.held.count == 1)
        var dropping = scene
        dropping.type("qd")
        #expect(dropping.model.hasQuit && acts(dropping.effects).isEmpty)
        #expect(acts(scene.type("qs")).count == 1)
        #expect(!scene.model.hasQuit)
        scene.send(.queue(.acted(number: 1, ManyResult(changed: 1))))
        #expect(scene.model.hasQuit)

        var silent = live()
        silent.type("xqs")
        silent.pass(5)
        silent.send(.wake)
        #expect(silent.model.hasQuit, "A service that does not answer holds nobody for longer than five seconds.")
    }

    @Test("The order is picked from a list, goes to the service, and events are put in their places")
    func sort() throws {
        var scene = live()
        scene.type("o")
        #expect(scene.screen.contains("finished, latest first"))
        scene.press(.down, .down, .enter)
        #expect(scene.jobsRequest?.query.sort == "-finished")
        let finished = Fixtures.everyState.filter { $0.finishedAt != nil }
        scene.answerJobs(finished + [Fixtures.everyState[0], Fixtures.everyState[1]])
        #expect(scene.screen.contains("ENDED ▼"))
        #expect(scene.model.queue.job(at: 0)?.image.name == "cat.jpg")
        var dog = Fixtures.job(6, "dog.jpg", .succeeded, revision: 5)
        dog.finishedAt = Scene.noon.addingTimeInterval(5)
        scene.send(.follower(.job(sequence: 1, dog)))
        #expect(scene.model.queue.job(at: 0)?.image.name == "dog.jpg")
        #expect(scene.model.queue.count == 6)
        scene.type("o")
        scene.press(.home, .down, .enter)
        #expect(scene.jobsRequest?.query.sort == "created")
        #expect(scene.screen.contains("ID ▲"))
    }

    @Test("p asks, pauses and resumes; who may not is told so")
    func pause() {
        var scene = live()
        scene.type("p")
        #expect(scene.screen.contains("Pause the queue for everybody?"))
        #expect(scene.type("y").contains(.queue(.setPaused(true))))
        scene.send(.queue(.paused(true, .success(QueueSwitch(isPaused: true)))))
        #expect(scene.screen.contains("The queue is paused"))
        #expect(scene.screen.contains("queue paused"))
        scene.type("p")
        #expect(scene.type("y").contains(.queue(.setPaused(false))))
        let error = ClientError(.refused(status: 403, code: "FORBIDDEN"), "The token \"ci\" is a submitter's.")
        scene.send(.queue(.paused(false, .failure(error))))
        #expect(scene.screen.contains("Only an operator may resume the queue"))
    }

    @Test("m chooses the model of what is sent next; an unusable one says why")
    func models() {
        var scene = live()
        var other = Fixtures.model
        other.id = "tiny@2"
        other.name = "tiny"
        other.isDefault = false
        var broken = other
        broken.id = "torn@1"
        broken.state = "unusable"
        broken.error = "model.json of torn@1 is no JSON."
        scene.send(.models(.success(ModelList(models: [Fixtures.model, other, broken]))))
        scene.type("m")
        #expect(scene.screen.contains("Model for what is sent next") && scene.screen.contains("tiny@2"))
        scene.press(.down, .enter)
        #expect(scene.model.chosenModel == "tiny@2")
        #expect(scene.screen.contains("sends to tiny@2"))
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.press(.tab)
        let effects = scene.type("s")
        #expect(effects.contains { if case .submit(let item) = $0 { item.model == "tiny@2" } else { false } })
        scene.type("m")
        scene.press(.end, .enter)
        #expect(scene.screen.contains("model.json of torn@1 is no JSON."))
        #expect(scene.model.chosenModel == "tiny@2")
    }

    @Test("The whole of a job that the list has as a line only is asked for when it is looked at")
    func wholeJob() {
        var scene = live((0..<100).reversed().map { Fixtures.job($0, "img\($0).jpg", .succeeded) })
        scene.press(.end)
        // So many others are heard of that the first ones are kept as lines.
        for number in 200..<(200 + 2 * RecentJobs.limit) {
            scene.send(.follower(.job(sequence: 1, Fixtures.job(number, "x.jpg", .succeeded))))
        }
        #expect(scene.effects.contains(.queue(.loadJob(Fixtures.id(0)))))
        #expect(scene.model.queue.selectedJob?.prediction?.count == 1)
        scene.send(.queue(.job(Fixtures.id(0), .success(Fixtures.job(0, "img0.jpg", .succeeded)))))
        #expect(scene.model.queue.selectedJob?.prediction == Fixtures.cat)
        #expect(scene.model.queue.selectedJob?.image.sha256.isEmpty == false)
    }
}
