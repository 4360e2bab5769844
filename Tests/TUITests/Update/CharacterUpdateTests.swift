import API
import Client
import Foundation
import Testing

@testable import TUI

/// Services that can't do everything: keys say why, and what they show has other words.
@Suite struct CharacterUpdateTests {
    private static let celery = ServiceCharacter(
        work: .tasks,
        refusals: [
            .cancel: "Only watched.", .submit: "Takes nothing.", .pictures: "No pictures.", .pauseQueue: "No pause.",
        ],
        notice: "Events are off.")

    private func scene(_ character: ServiceCharacter, jobs: [Job]) -> Scene {
        var scene = Scene(rows: 32, columns: 120)
        scene.send(.follower(.connecting))
        scene.send(.follower(.character(character)))
        scene.send(.follower(.live))
        scene.answerJobs(jobs)
        scene.send(.stats(.success(Fixtures.stats)))
        return scene
    }

    private var task: Job {
        var job = Fixtures.job(1, "tasks.add(1, 2)", .succeeded)
        job.image = ImageInfo(name: "tasks.add(1, 2)", format: "", width: 0, height: 0, bytes: 0, sha256: "")
        job.prediction = nil
        job.outcome = "the answer is 3"
        return job
    }

    @Test func tasksHaveTheirOwnWordsAndNoPicture() {
        var scene = scene(Self.celery, jobs: [task])
        #expect(scene.model.list == .queue, "there is nothing to pick")
        #expect(scene.screen.contains("TASK") && scene.screen.contains("RESULT") && scene.screen.contains("WORKER"))
        #expect(scene.screen.contains("the answer is 3"))
        #expect(scene.screen.contains("Events are off.") && scene.screen.contains("No pictures."))
        #expect(scene.model.wantedPreview == nil)
        #expect(!scene.screen.contains("0×0"))
        scene.send(.follower(.character(ServiceCharacter(work: .tasks, refusals: Self.celery.refusals))))
        scene.pass(10)
        scene.send(.wake)
        #expect(!scene.screen.contains("Events are off."))
    }

    @Test func keysSayWhyTheyCannotActHere() {
        var scene = scene(Self.celery, jobs: [Fixtures.job(1, "tasks.add(1, 2)", .running)])
        scene.type("x")
        #expect(scene.model.note?.text == "Only watched.")
        #expect(scene.model.held.isEmpty)
        scene.type("p")
        #expect(scene.model.note?.text == "No pause.")
        #expect(!scene.model.canAct(.cancelJob) && !scene.model.canAct(.submit))
    }

    @Test func aTopFiveServiceRefusesNothing() {
        let scene = scene(.top5, jobs: [Fixtures.job(1, "cat.jpg", .running)])
        #expect(scene.model.list == .files)
        #expect(scene.model.refusal(of: .pauseQueue) == nil)
        #expect(scene.screen.contains("IMAGE") && scene.screen.contains("TOP-1"))
    }
}
