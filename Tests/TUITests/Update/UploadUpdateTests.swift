import API
import Client
import Testing

@testable import TUI

@Suite("Sending files")
struct UploadUpdateTests {
    private func scene(files count: Int) -> Scene {
        var scene = Scene()
        scene.goLive()
        let entries = (0..<count).map { FileEntry("img\($0).jpg", size: 10) }
        let facts = entries.map { ($0.shown, FileFacts.image(PreviewFacts(format: "jpeg", width: 9, height: 9))) }
        scene.fill(entries, facts: Dictionary(uniqueKeysWithValues: facts))
        return scene
    }

    private func submissions(_ effects: some Sequence<Effect>) -> [(UploadState.Item, Double)] {
        effects.compactMap { if case .submit(let item, let delay) = $0 { (item, delay) } else { nil } }
    }

    @Test("Four at a time, the next when one is done, with the progress on the screen")
    func parallel() {
        var scene = scene(files: 12)
        scene.type("a")
        var running = submissions(scene.type("s")).map(\.0)
        #expect(running.count == 4)
        #expect(scene.screen.contains("sending 1 of 12"))
        #expect(scene.model.files.marks.isEmpty)
        var sent = 0
        while !running.isEmpty {
            let item = running.removeFirst()
            sent += 1
            let job = Fixtures.job(sent, item.path.name)
            running += submissions(scene.send(.submitted(item, .success(job)))).map(\.0)
            #expect(running.count <= 4)
        }
        #expect(sent == 12)
        #expect(!scene.model.uploads.isBusy)
        #expect(scene.screen.contains("12 images sent."))
    }

    @Test("A refused file keeps code and message; the others go on")
    func refused() {
        var scene = scene(files: 3)
        scene.type("a")
        let items = submissions(scene.type("s")).map(\.0)
        let error = ClientError(.refused(status: 415, code: "UNSUPPORTED_IMAGE"), "This is a text file.")
        scene.send(.submitted(items[0], .failure(error)))
        for (index, item) in items.dropFirst().enumerated() {
            scene.send(.submitted(item, .success(Fixtures.job(index + 1, item.path.name))))
        }
        #expect(
            scene.model.uploads.outcomes[items[0].path]
                == .refused(code: "UNSUPPORTED_IMAGE", message: "This is a text file."))
        #expect(scene.model.uploads.outcomes.values.filter { $0.job != nil }.count == 2)
        scene.press(.home, .down)
        #expect(scene.screen.contains("UNSUPPORTED_IMAGE"))
    }

    @Test(
        "A full queue and a lost connection are tried again, later each time",
        arguments: [
            ClientError(.refused(status: 503, code: "QUEUE_FULL"), "The queue is full."),
            ClientError(.unreachable, "No connection."),
        ])
    func backOff(error: ClientError) {
        var scene = scene(files: 1)
        var (item, delay) = submissions(scene.type("s"))[0]
        #expect(delay == 0)
        var delays: [Double] = []
        for _ in 0..<9 {
            (item, delay) = submissions(scene.send(.submitted(item, .failure(error))))[0]
            delays.append(delay)
            scene.pass(delay)
            scene.send(.sending(item))
        }
        #expect(delays == [0.5, 1, 2, 4, 8, 16, 30, 30, 30])
        scene.send(.submitted(item, .success(Fixtures.job(1, "img0.jpg"))))
        #expect(scene.model.uploads.outcomes[item.path]?.job != nil)
    }

    @Test("x drops a file that waits to be sent, or waits between two tries")
    func dropped() {
        var scene = scene(files: 6)
        scene.type("a")
        let item = submissions(scene.type("s"))[0].0
        scene.press(.end)
        scene.type("x")
        #expect(scene.screen.contains("img5.jpg will not be sent."))
        #expect(scene.model.uploads.waiting.count == 1)
        scene.send(
            .submitted(item, .failure(ClientError(.refused(status: 503, code: "QUEUE_FULL"), "The queue is full."))))
        scene.press(.home, .down)
        let effects = scene.type("x")
        #expect(effects.contains(.dropUpload(number: item.number)))
        #expect(scene.screen.contains("img0.jpg will not be sent."))
        #expect(submissions(effects).count == 1)
        #expect(scene.model.uploads.remaining == 4)
    }

    @Test("x during an upload waits for its answer, then cancels the job")
    func takenBack() {
        var scene = scene(files: 1)
        let item = submissions(scene.type("s"))[0].0
        let effects = scene.type("x")
        #expect(!effects.contains { if case .dropUpload = $0 { true } else { false } })
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
    }

    @Test("An upload that was taken back, and whose connection broke, is followed to its job under the same key")
    func takenBackWithoutAnswer() {
        var scene = scene(files: 1)
        let item = submissions(scene.type("s"))[0].0
        scene.type("x")
        let (again, delay) = submissions(
            scene.send(.submitted(item, .failure(ClientError(.unreachable, "The connection broke.")))))[0]
        #expect(again.number == item.number)
        #expect(again.mayHaveArrived)
        #expect(scene.model.uploads.outcomes[item.path] == .cancelling)
        scene.pass(delay)
        scene.send(.sending(again))
        let job = Fixtures.job(1, "img0.jpg")
        #expect(scene.send(.submitted(again, .success(job))).contains(.act(.cancel, job: job.id)))

        var refused = self.scene(files: 1)
        let other = submissions(refused.type("s"))[0].0
        refused.type("x")
        let full = ClientError(.refused(status: 503, code: "QUEUE_FULL"), "The queue is full.")
        #expect(submissions(refused.send(.submitted(other, .failure(full)))).isEmpty)
        #expect(refused.screen.contains("img0.jpg will not be sent."))
        #expect(!refused.model.uploads.isBusy)
    }

    @Test("x while a lost connection is tried again does not leave the job that may be there")
    func takenBackBetweenTries() {
        var scene = scene(files: 1)
        let item = submissions(scene.type("s"))[0].0
        scene.send(.submitted(item, .failure(ClientError(.unreachable, "The connection broke."))))
        #expect(!scene.type("x").contains(.dropUpload(number: item.number)))
        #expect(scene.screen.contains("Cancelling img0.jpg…"))
        scene.send(.follower(.disconnected(ClientError(.unreachable, "No connection."), retryInSeconds: 5)))
        #expect(scene.type("x").contains(.dropUpload(number: item.number)))
        #expect(scene.screen.contains("img0.jpg is given up"))
        #expect(!scene.model.uploads.isBusy)
    }

    @Test("A try that began while it was dropped is taken up again, and cancelled as one job")
    func droppedTooLate() {
        var scene = scene(files: 1)
        let item = submissions(scene.type("s"))[0].0
        let full = ClientError(.refused(status: 503, code: "QUEUE_FULL"), "The queue is full.")
        let again = submissions(scene.send(.submitted(item, .failure(full))))[0].0
        #expect(scene.type("x").contains(.dropUpload(number: item.number)))
        #expect(submissions(scene.send(.sending(again))).map(\.0.number) == [item.number])
        scene.send(.submitted(again, .failure(ClientError(.cancelled, "cut"))))
        let job = Fixtures.job(1, "img0.jpg")
        #expect(scene.send(.submitted(again, .success(job))).contains(.act(.cancel, job: job.id)))
        #expect(!scene.model.uploads.isBusy)
    }

    @Test("A local problem has no code, and says that nothing was sent")
    func localProblem() {
        var scene = scene(files: 1)
        let item = submissions(scene.type("s"))[0].0
        scene.send(.submitted(item, .failure(ClientError(.file, "'img0.jpg' cannot be read: there is no such file."))))
        #expect(scene.screen.contains("Not sent"))
        #expect(scene.screen.contains("there is no such"))
        #expect(!scene.screen.contains("FILE"))
    }

    @Test("What is certain to be too large is not sent")
    func tooLarge() {
        var scene = Scene()
        scene.goLive()
        scene.fill([FileEntry("huge.png", size: 410_000_000)], facts: [:])
        #expect(submissions(scene.type("s")).isEmpty)
        #expect(scene.screen.contains("BODY_TOO_LARGE"))
    }

    @Test("An event that is faster than the answer is not undone by it")
    func eventFirst() {
        var scene = scene(files: 1)
        let item = submissions(scene.type("s"))[0].0
        scene.send(.follower(.job(sequence: 5, Fixtures.job(1, "img0.jpg", .succeeded, revision: 7))))
        scene.send(.submitted(item, .success(Fixtures.job(1, "img0.jpg", .queued, revision: 1))))
        #expect(scene.model.uploads.outcomes[item.path]?.job?.status == .succeeded)
        #expect(scene.screen.contains("0.641"))
    }

    @Test("q asks while files are being sent, and only then")
    func quit() {
        var scene = scene(files: 2)
        scene.type("s")
        scene.type("q")
        #expect(!scene.model.hasQuit)
        #expect(scene.screen.contains("not been sent yet"))
        scene.press(.escape)
        #expect(scene.model.overlay == nil)
        scene.type("qy")
        #expect(scene.model.hasQuit)

        var idle = self.scene(files: 2)
        idle.type("q")
        #expect(idle.model.hasQuit)
    }
}
