import API
import Client
import Foundation
import Testing

@testable import TUI

@Suite("Sending files, stopped on the way")
struct StoppedUploadTests {
    @Test("P pauses: what is on its way ends, nothing new begins until P")
    func pause() {
        var scene = Scene.sending(files: 12)
        let items = scene.sendAll()
        scene.type("P")
        #expect(scene.screen.contains("Paused: 4 on their way are finished"))
        for (index, item) in items.enumerated() {
            let effects = scene.send(.submitted(item, .success(Fixtures.job(index + 1, item.path.name))))
            #expect(effects.submissions.isEmpty)
        }
        scene.press(.down)
        #expect(scene.screen.contains("paused at 4 of 12"))
        #expect(scene.type("P").submissions.count >= 4)
        #expect(scene.screen.contains("sending 5 of 12"))
        var idle = Scene.sending(files: 1)
        idle.type("P")
        #expect(idle.screen.contains("Nothing is being sent."))
    }

    @Test("X asks, drops what waits, cuts what is on its way, and cancels the job of what had gone")
    func stop() {
        var scene = Scene.sending(files: 12)
        let items = scene.sendAll()
        scene.type("X")
        #expect(scene.screen.contains("Cancel the 12 images not sent yet?"))
        scene.type("n")
        #expect(scene.model.uploads.remaining == 12)
        let effects = scene.type("Xy")
        #expect(items.allSatisfy { effects.contains(.cutUpload(number: $0.number)) })
        #expect(scene.model.uploads.waiting.isEmpty)
        scene.send(.submitted(items[0], .failure(ClientError(.cancelled, "cut"))))
        #expect(scene.model.uploads.outcomes[items[0].path] == nil)
        let job = Fixtures.job(1, items[1].path.name)
        #expect(scene.send(.submitted(items[1], .success(job))).contains(.act(.cancel, job: job.id)))
        for item in items[2...] { scene.send(.submitted(item, .failure(ClientError(.cancelled, "cut")))) }
        #expect(!scene.model.uploads.isBusy)
        #expect(scene.model.uploads.total == 0)
    }

    @Test("x drops a file that waits to be sent, or waits for the end of a pause")
    func dropped() {
        var scene = Scene.sending(files: 6)
        let item = scene.sendAll()[0]
        scene.press(.end)
        scene.type("x")
        #expect(scene.screen.contains("img5.jpg will not be sent."))
        #expect(scene.model.uploads.waiting.count == 1)
        scene.send(.submitted(item, .failure(UploadUpdateTests.full)))
        scene.press(.home, .down)
        scene.type("x")
        #expect(scene.screen.contains("img0.jpg will not be sent."))
        #expect(scene.model.uploads.remaining == 4)
    }

    @Test("x during an upload cuts it; if all of it had gone, its job is cancelled")
    func takenBack() {
        var scene = Scene.sending(files: 1)
        let item = scene.sendAll()[0]
        #expect(scene.type("x").contains(.cutUpload(number: item.number)))
        #expect(scene.screen.contains("Cancelling img0.jpg…"))
        #expect(scene.model.uploads.isBusy)
        #expect(scene.model.uploads.outcomes[item.path] == .cancelling)
        let job = Fixtures.job(1, "img0.jpg")
        #expect(scene.send(.submitted(item, .success(job))).contains(.act(.cancel, job: job.id)))
        #expect(!scene.model.uploads.isBusy)
        scene.send(.acted(.cancel, job: job.id, .success(Fixtures.job(1, "img0.jpg", .cancelled, revision: 2))))
        #expect(scene.screen.contains("img0.jpg is cancelled."))
        #expect(!scene.screen.contains("sent."))
        #expect(scene.model.uploads.outcomes[item.path]?.job?.status == .cancelled)

        var cut = Scene.sending(files: 1)
        let other = cut.sendAll()[0]
        cut.type("x")
        cut.send(.submitted(other, .failure(ClientError(.cancelled, "cut"))))
        #expect(cut.screen.contains("img0.jpg will not be sent."))
        #expect(!cut.model.uploads.isBusy)
    }

    @Test("An upload that was taken back, and whose connection broke, is followed to its job under the same key")
    func takenBackWithoutAnswer() {
        var scene = Scene.sending(files: 1)
        let item = scene.sendAll()[0]
        scene.type("x")
        scene.send(.submitted(item, .failure(UploadUpdateTests.away)))
        #expect(scene.model.uploads.outcomes[item.path] == .cancelling)
        let again = scene.send(.follower(.live)).submissions
        #expect(again.map(\.number) == [item.number])
        let job = Fixtures.job(1, "img0.jpg")
        #expect(scene.send(.submitted(item, .success(job))).contains(.act(.cancel, job: job.id)))

        var refused = Scene.sending(files: 1)
        let other = refused.sendAll()[0]
        refused.type("x")
        refused.send(.submitted(other, .failure(UploadUpdateTests.full)))
        #expect(refused.screen.contains("img0.jpg will not be sent."))
        #expect(!refused.model.uploads.isBusy)
    }

    @Test("x while a lost connection is waited for does not leave the job that may be there")
    func takenBackBetweenTries() {
        var scene = Scene.sending(files: 1)
        let item = scene.sendAll()[0]
        scene.send(.submitted(item, .failure(UploadUpdateTests.away)))
        scene.type("x")
        #expect(scene.screen.contains("Cancelling img0.jpg…"))
        scene.send(.follower(.disconnected(ClientError(.unreachable, "No connection."), retryInSeconds: 5)))
        scene.type("x")
        #expect(scene.screen.contains("img0.jpg is given up"))
        #expect(!scene.model.uploads.isBusy)
    }
}
