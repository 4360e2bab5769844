import API
import Client
import Foundation
import Testing

@testable import TUI

@Suite("Sending files")
struct UploadUpdateTests {
    static let full = ClientError(.refused(status: 503, code: "QUEUE_FULL"), "The queue is full.")
    static let away = ClientError(.unreachable, "The connection broke.")

    @Test("More at a time as long as it goes well, eight at most, with the progress on the screen")
    func parallel() {
        var scene = Scene.sending(files: 40)
        var running = scene.sendAll()
        #expect(running.count == 4)
        #expect(scene.screen.contains("sending 1 of 40"))
        #expect(scene.model.files.marks.isEmpty)
        var sent = 0
        var most = 0
        while !running.isEmpty {
            let item = running.removeFirst()
            sent += 1
            running += scene.send(.submitted(item, .success(Fixtures.job(sent, item.path.name)))).submissions
            most = max(most, running.count)
        }
        #expect(sent == 40)
        #expect(most == 8)
        #expect(!scene.model.uploads.isBusy)
        #expect(scene.screen.contains("40 images sent."))
    }

    @Test("A refused file keeps code and message; the others go on")
    func refused() {
        var scene = Scene.sending(files: 3)
        let items = scene.sendAll()
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
        var scene = Scene.sending(files: 1)
        var item = scene.sendAll()[0]
        let number = item.number
        var delays: [Double] = []
        for _ in 0..<9 {
            #expect(scene.send(.submitted(item, .failure(error))).submissions.isEmpty)
            let until = scene.model.uploads.hold?.until ?? scene.now
            delays.append(until.timeIntervalSince(scene.now))
            scene.now = until.addingTimeInterval(-0.01)
            #expect(scene.send(.wake).submissions.isEmpty)
            scene.now = until
            item = scene.send(.wake).submissions.first ?? item
            #expect(item.number == number)
        }
        #expect(delays == [0.5, 1, 2, 4, 8, 16, 30, 30, 30])
        scene.send(.submitted(item, .success(Fixtures.job(1, "img0.jpg"))))
        #expect(scene.model.uploads.outcomes[item.path]?.job != nil)
        #expect(scene.model.uploads.holds == 0)
    }

    @Test("Retry-After is one pause for all uploads; then fewer at a time, and each under its old number")
    func retryAfter() {
        var scene = Scene.sending(files: 12)
        let first = scene.sendAll()
        var busy = Self.full
        busy.retryAfter = 17
        for item in first { #expect(scene.send(.submitted(item, .failure(busy))).submissions.isEmpty) }
        #expect(scene.model.uploads.sending.isEmpty)
        #expect(scene.model.uploads.waiting.count == 12)
        #expect(scene.screen.contains("again in 17 s"))
        scene.pass(16.9)
        #expect(scene.send(.wake).submissions.isEmpty)
        scene.pass(0.1)
        let second = scene.send(.wake).submissions
        #expect(second.count == 2)
        #expect(Set(second.map(\.number)).isSubset(of: Set(first.map(\.number))))
    }

    @Test("A longer wish that comes later counts; a shorter one doesn't")
    func longerPause() {
        var scene = Scene.sending(files: 3)
        let items = scene.sendAll()
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
        var scene = Scene.sending(files: 12)
        let items = scene.sendAll()
        for item in items { scene.send(.submitted(item, .failure(Self.away))) }
        scene.send(.follower(.disconnected(Self.away, retryInSeconds: 5)))
        #expect(scene.model.uploads.remaining == 12)
        let again = scene.send(.follower(.live)).submissions
        #expect(again.count == 1)
        #expect(again[0].mayHaveArrived)
        let next = scene.send(.submitted(again[0], .success(Fixtures.job(1, again[0].path.name)))).submissions
        #expect(next.count == 2)
    }

    @Test("Bytes that have gone show in the row, beside the picture and in the whole")
    func bytes() {
        var scene = Scene.sending(files: 2, bytes: 2_000_000)
        let items = scene.sendAll()
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

    @Test("A local problem has no code, and says that nothing was sent")
    func localProblem() {
        var scene = Scene.sending(files: 1)
        let item = scene.sendAll()[0]
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
        #expect(scene.type("s").submissions.isEmpty)
        #expect(scene.screen.contains("BODY_TOO_LARGE"))
    }

    @Test("An event that is faster than the answer is not undone by it")
    func eventFirst() {
        var scene = Scene.sending(files: 1)
        let item = scene.type("s").submissions[0]
        scene.send(.follower(.job(sequence: 5, Fixtures.job(1, "img0.jpg", .succeeded, revision: 7))))
        scene.send(.submitted(item, .success(Fixtures.job(1, "img0.jpg", .queued, revision: 1))))
        #expect(scene.model.uploads.outcomes[item.path]?.job?.status == .succeeded)
        #expect(scene.screen.contains("0.641"))
    }

    @Test("q asks while files are being sent, and only then")
    func quit() {
        var scene = Scene.sending(files: 2)
        scene.type("s")
        scene.type("q")
        #expect(!scene.model.hasQuit)
        #expect(scene.screen.contains("not been sent yet"))
        scene.press(.escape)
        #expect(scene.model.overlay == nil)
        scene.type("qy")
        #expect(scene.model.hasQuit)

        var idle = Scene.sending(files: 2)
        idle.type("q")
        #expect(idle.model.hasQuit)
    }
}
