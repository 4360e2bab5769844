import API
import Client
import Foundation
import Testing

@testable import TUI

@Suite("Sending files")
struct UploadUpdateTests {
    static let full = ClientError(.refused(status: 503, code: "QUEUE_FULL"), "The queue is full.")
    static let away = ClientError(.unreachable, "The connection broke.")

    static func scene(files count: Int, bytes: Int = 10) -> Scene {
        var scene = Scene()
        scene.goLive()
        let entries = (0..<count).map { FileEntry("img\($0).jpg", size: bytes) }
        let facts = entries.map { ($0.shown, FileFacts.image(PreviewFacts(format: "jpeg", width: 9, height: 9))) }
        scene.fill(entries, facts: Dictionary(uniqueKeysWithValues: facts))
        return scene
    }

    /// Marks all, and sends them past the summary.
    private func sendAll(_ scene: inout Scene) -> [UploadState.Item] {
        let count = scene.effects.count
        scene.type("as")
        if scene.model.preflight != nil {
            scene.checkAll()
            scene.press(.enter)
        }
        return submissions(scene.effects[count...])
    }

    private func submissions(_ effects: some Sequence<Effect>) -> [UploadState.Item] {
        effects.compactMap { if case .submit(let item) = $0 { item } else { nil } }
    }

    @Test("More at a time as long as it goes well, eight at most, with the progress on the screen")
    func parallel() {
        var scene = Self.scene(files: 40)
        var running = sendAll(&scene)
        #expect(running.count == 4)
        #expect(scene.screen.contains("sending 1 of 40"))
        #expect(scene.model.files.marks.isEmpty)
        var sent = 0
        var most = 0
        while !running.isEmpty {
            let item = running.removeFirst()
            sent += 1
            running += submissions(scene.send(.submitted(item, .success(Fixtures.job(sent, item.path.name)))))
            most = max(most, running.count)
        }
        #expect(sent == 40)
        #expect(most == 8)
        #expect(!scene.model.uploads.isBusy)
        #expect(scene.screen.contains("40 images sent."))
    }

    @Test("A refused file keeps code and message; the others go on")
    func refused() {
        var scene = Self.scene(files: 3)
        let items = sendAll(&scene)
        let error = ClientError(.refused(status: 415, code: "UNSUPPORTED_IMAGE"), "This is a text file.")
        scene.send(.submitted(items[0], .failure(error)))
        for (index, item) in items.dropFirst().enumerated() {
            scene.send(.submitted(item, .success(Fixtures.job(index + 1, item.path.name))))
        }
        #expect(
            scene.model.uploads.outcomes[items[0].path]
                == .refused(code: "UNSUPPORTED_IMAGE", message: "This is a text file."))
        #expect(scene.model.uploads.outcomes.values.filter { $0.job != nil }.count == 2)
        #expect(scene.screen.contains("2 images sent, 1 refused."))
        scene.press(.home, .down)
        #expect(scene.screen.contains("UNSUPPORTED_IMAGE"))
    }

    @Test("Without a time from the service the pause doubles, up to 30 s", arguments: [full, away])
    func backOff(error: ClientError) {
        var scene = Self.scene(files: 1)
        var item = sendAll(&scene)[0]
        let number = item.number
        var delays: [Double] = []
        for _ in 0..<9 {
            #expect(submissions(scene.send(.submitted(item, .failure(error)))).isEmpty)
            let until = scene.model.uploads.hold?.until ?? scene.now
            delays.append(until.timeIntervalSince(scene.now))
            scene.now = until.addingTimeInterval(-0.01)
            #expect(submissions(scene.send(.wake)).isEmpty)
            scene.now = until
            item = submissions(scene.send(.wake)).first ?? item
            #expect(item.number == number)
        }
        #expect(delays == [0.5, 1, 2, 4, 8, 16, 30, 30, 30])
        scene.send(.submitted(item, .success(Fixtures.job(1, "img0.jpg"))))
        #expect(scene.model.uploads.outcomes[item.path]?.job != nil)
        #expect(scene.model.uploads.holds == 0)
    }

    @Test("Retry-After is one pause for all uploads; then fewer at a time, and each under its old number")
    func retryAfter() {
        var scene = Self.scene(files: 12)
        let first = sendAll(&scene)
        var busy = Self.full
        busy.retryAfter = 17
        for item in first { #expect(submissions(scene.send(.submitted(item, .failure(busy)))).isEmpty) }
        #expect(scene.model.uploads.sending.isEmpty)
        #expect(scene.model.uploads.waiting.count == 12)
        #expect(scene.screen.contains("again in 17 s"))
        scene.pass(16.9)
        #expect(submissions(scene.send(.wake)).isEmpty)
        scene.pass(0.1)
        let second = submissions(scene.send(.wake))
        #expect(second.count == 2)
        #expect(Set(second.map(\.number)).isSubset(of: Set(first.map(\.number))))
    }

    @Test("A longer wish that comes later counts; a shorter one doesn't")
    func longerPause() {
        var scene = Self.scene(files: 3)
        let items = sendAll(&scene)
        var error = Self.full
        error.retryAfter = 5
        scene.send(.submitted(items[0], .failure(error)))
        error.retryAfter = 20
        scene.send(.submitted(items[1], .failure(error)))
        error.retryAfter = 1
        scene.send(.submitted(items[2], .failure(error)))
        #expect(scene.model.uploads.hold?.until == scene.now.addingTimeInterval(20))
        #expect(scene.model.uploads.window.size == 2)
    }

    @Test("After a lost connection one upload tries, and all go on as soon as the service is there")
    func lostConnection() {
        var scene = Self.scene(files: 12)
        let items = sendAll(&scene)
        for item in items { scene.send(.submitted(item, .failure(Self.away))) }
        scene.send(.follower(.disconnected(Self.away, retryInSeconds: 5)))
        #expect(scene.model.uploads.remaining == 12)
        let again = submissions(scene.send(.follower(.live)))
        #expect(again.count == 1)
        #expect(again[0].mayHaveArrived)
        let next = submissions(scene.send(.submitted(again[0], .success(Fixtures.job(1, again[0].path.name)))))
        #expect(next.count == 2)
    }

    @Test("Bytes that have gone show in the row, beside the picture and in the whole")
    func bytes() {
        var scene = Self.scene(files: 2, bytes: 2_000_000)
        let items = sendAll(&scene)
        scene.press(.home, .down)
        scene.send(.sent([items[0].number: 500_000]))
        #expect(scene.screen.contains("25 %"))
        #expect(scene.screen.contains("500 kB of 2.0 MB sent"))
        scene.pass(2)
        scene.send(.sent([items[0].number: 1_000_000, items[1].number: 600_000]))
        #expect(scene.model.uploads.sentBytes == 1_600_000)
        // 1.6 MB in 2 s, and 2.4 MB are left.
        var wide = scene
        wide.send(.terminal(.resize(Size(rows: 24, columns: 160))))
        #expect(wide.screen.contains("800 kB/s"))
        #expect(wide.screen.contains("3 s left"))
        #expect(wide.screen.contains("1.6 MB of 4.0 MB"))
    }

    @Test("P pauses: what is on its way ends, nothing new begins until P")
    func pause() {
        var scene = Self.scene(files: 12)
        let items = sendAll(&scene)
        scene.type("P")
        #expect(scene.screen.contains("Paused: 4 on their way are finished"))
        for (index, item) in items.enumerated() {
            let effects = scene.send(.submitted(item, .success(Fixtures.job(index + 1, item.path.name))))
            #expect(submissions(effects).isEmpty)
        }
        scene.press(.down)
        #expect(scene.screen.contains("paused at 4 of 12"))
        #expect(submissions(scene.type("P")).count >= 4)
        #expect(scene.screen.contains("sending 5 of 12"))
        var idle = Self.scene(files: 1)
        idle.type("P")
        #expect(idle.screen.contains("Nothing is being sent."))
    }

    @Test("X asks, drops what waits, cuts what is on its way, and cancels the job of what had gone")
    func stop() {
        var scene = Self.scene(files: 12)
        let items = sendAll(&scene)
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
        var scene = Self.scene(files: 6)
        let item = sendAll(&scene)[0]
        scene.press(.end)
        scene.type("x")
        #expect(scene.screen.contains("img5.jpg will not be sent."))
        #expect(scene.model.uploads.waiting.count == 1)
        scene.send(.submitted(item, .failure(Self.full)))
        scene.press(.home, .down)
        scene.type("x")
        #expect(scene.screen.contains("img0.jpg will not be sent."))
        #expect(scene.model.uploads.remaining == 4)
    }

    @Test("x during an upload cuts it; if all of it had gone, its job is cancelled")
    func takenBack() {
        var scene = Self.scene(files: 1)
        let item = sendAll(&scene)[0]
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

        var cut = Self.scene(files: 1)
        let other = sendAll(&cut)[0]
        cut.type("x")
        cut.send(.submitted(other, .failure(ClientError(.cancelled, "cut"))))
        #expect(cut.screen.contains("img0.jpg will not be sent."))
        #expect(!cut.model.uploads.isBusy)
    }

    @Test("An upload that was taken back, and whose connection broke, is followed to its job under the same key")
    func takenBackWithoutAnswer() {
        var scene = Self.scene(files: 1)
        let item = sendAll(&scene)[0]
        scene.type("x")
        scene.send(.submitted(item, .failure(Self.away)))
        #expect(scene.model.uploads.outcomes[item.path] == .cancelling)
        let again = submissions(scene.send(.follower(.live)))
        #expect(again.map(\.number) == [item.number])
        let job = Fixtures.job(1, "img0.jpg")
        #expect(scene.send(.submitted(item, .success(job))).contains(.act(.cancel, job: job.id)))

        var refused = Self.scene(files: 1)
        let other = sendAll(&refused)[0]
        refused.type("x")
        refused.send(.submitted(other, .failure(Self.full)))
        #expect(refused.screen.contains("img0.jpg will not be sent."))
        #expect(!refused.model.uploads.isBusy)
    }

    @Test("x while a lost connection is waited for does not leave the job that may be there")
    func takenBackBetweenTries() {
        var scene = Self.scene(files: 1)
        let item = sendAll(&scene)[0]
        scene.send(.submitted(item, .failure(Self.away)))
        scene.type("x")
        #expect(scene.screen.contains("Cancelling img0.jpg…"))
        scene.send(.follower(.disconnected(ClientError(.unreachable, "No connection."), retryInSeconds: 5)))
        scene.type("x")
        #expect(scene.screen.contains("img0.jpg is given up"))
        #expect(!scene.model.uploads.isBusy)
    }

    @Test("A local problem has no code, and says that nothing was sent")
    func localProblem() {
        var scene = Self.scene(files: 1)
        let item = sendAll(&scene)[0]
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
        var scene = Self.scene(files: 1)
        let item = submissions(scene.type("s"))[0]
        scene.send(.follower(.job(sequence: 5, Fixtures.job(1, "img0.jpg", .succeeded, revision: 7))))
        scene.send(.submitted(item, .success(Fixtures.job(1, "img0.jpg", .queued, revision: 1))))
        #expect(scene.model.uploads.outcomes[item.path]?.job?.status == .succeeded)
        #expect(scene.screen.contains("0.641"))
    }

    @Test("q asks while files are being sent, and only then")
    func quit() {
        var scene = Self.scene(files: 2)
        scene.type("s")
        scene.type("q")
        #expect(!scene.model.hasQuit)
        #expect(scene.screen.contains("not been sent yet"))
        scene.press(.escape)
        #expect(scene.model.overlay == nil)
        scene.type("qy")
        #expect(scene.model.hasQuit)

        var idle = Self.scene(files: 2)
        idle.type("q")
        #expect(idle.model.hasQuit)
    }
}
