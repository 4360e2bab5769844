import API
import Client
import Testing

@testable import TUI

/// The screens as text, at the three sizes that must hold.
@Suite("Screens")
struct ScreenTests {
    static let sizes = [Size(rows: 24, columns: 80), Size(rows: 40, columns: 120), Size(rows: 10, columns: 40)]

    private func scene(_ size: Size) -> Scene { Scene(rows: size.rows, columns: size.columns) }

    @Test("Before anything has answered", arguments: sizes)
    func start(size: Size) throws {
        try Snapshot.check("start", scene(size))
    }

    @Test("An empty folder and an empty queue", arguments: sizes)
    func empty(size: Size) throws {
        var scene = scene(size)
        scene.fill([])
        scene.goLive(hint: "This is the small starter model. script/run fetches the stronger mobilenet-v2.")
        try Snapshot.check("empty", scene)
    }

    @Test("A folder with marks, verdicts and outcomes", arguments: sizes)
    func folder(size: Size) throws {
        var scene = scene(size)
        scene.goLive(jobs: Fixtures.everyState)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.press(.end, .home, .down, .down, .character("s"))
        scene.inspect(Fixtures.photoFacts)
        submitFinished(&scene)
        scene.press(.down, .character(" "), .character(" "), .up, .up, .up)
        scene.inspect(Fixtures.photoFacts)
        scene.pass(10)
        scene.send(.wake)
        scene.showPicture()
        try Snapshot.check("folder", scene)
    }

    @Test("The queue with every state", arguments: sizes)
    func queue(size: Size) throws {
        var scene = scene(size)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.goLive(jobs: Fixtures.everyState, total: 1247)
        scene.focusQueue()
        scene.press(.down, .down)
        scene.showPicture()
        try Snapshot.check("queue", scene)
    }

    @Test("Details of a success", arguments: sizes)
    func detailSucceeded(size: Size) throws {
        var scene = scene(size)
        scene.goLive(jobs: Fixtures.everyState)
        scene.focusQueue()
        scene.press(.down, .down, .enter)
        scene.showPicture()
        try Snapshot.check("detail-succeeded", scene)
    }

    @Test("A result from the cache in the queue, the top-5 and the details", arguments: sizes)
    func cached(size: Size) throws {
        var scene = scene(size)
        var job = Fixtures.job(7, "cat-again.jpg", .succeeded)
        job.cached = true
        job.timingsMs = JobTimings(queued: 3.1)
        scene.goLive(jobs: [job] + Fixtures.everyState)
        scene.focusQueue()
        scene.showPicture()
        try Snapshot.check("queue-cached", scene)
        scene.press(.enter)
        scene.showPicture()
        try Snapshot.check("detail-cached", scene)
    }

    @Test("Details of a failure", arguments: sizes)
    func detailFailed(size: Size) throws {
        var scene = scene(size)
        scene.goLive(jobs: Fixtures.everyState)
        scene.focusQueue()
        scene.press(.down, .down, .down, .enter)
        if let request = scene.model.preview.request {
            scene.send(.preview(request, .failure(PreviewError("The JPEG is truncated."))))
        }
        try Snapshot.check("detail-failed", scene)
    }

    @Test("Help", arguments: sizes)
    func help(size: Size) throws {
        var scene = scene(size)
        scene.goLive(hint: "This is the small starter model. script/run fetches the stronger mobilenet-v2.")
        scene.press(.character("?"))
        try Snapshot.check("help", scene)
    }

    @Test("The filter is being typed", arguments: sizes)
    func filterPrompt(size: Size) throws {
        var scene = scene(size)
        scene.goLive(jobs: Fixtures.everyState)
        scene.focusQueue()
        scene.type("/state:failed")
        try Snapshot.check("filter-prompt", scene)
    }

    @Test("A filter that the service has applied", arguments: sizes)
    func filtered(size: Size) throws {
        var scene = scene(size)
        scene.goLive(jobs: Fixtures.everyState)
        scene.focusQueue()
        scene.type("/state:failed")
        scene.press(.enter)
        scene.answerJobs([Fixtures.everyState[3]])
        try Snapshot.check("filtered", scene)
    }

    @Test("The connection is gone", arguments: sizes)
    func disconnected(size: Size) throws {
        var scene = scene(size)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.goLive(jobs: Fixtures.everyState)
        scene.focusQueue()
        let error = ClientError(.unreachable, "127.0.0.1:8080 refused the connection: is the service running?")
        scene.send(.follower(.disconnected(error, retryInSeconds: 3)))
        scene.press(.down, .up)
        try Snapshot.check("disconnected", scene)
    }

    @Test("Quitting while images are being sent", arguments: sizes)
    func quitQuestion(size: Size) throws {
        var scene = scene(size)
        scene.goLive(jobs: Fixtures.everyState)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.type("as")
        scene.checkAll()
        scene.type("q")
        try Snapshot.check("quit-question", scene)
    }

    @Test("Names that try to take the screen over", arguments: sizes)
    func hostileNames(size: Size) throws {
        var scene = scene(size)
        scene.fill(HostileNames.entries, facts: [:])
        let jobs = HostileNames.texts.enumerated().map { Fixtures.job(100 - $0.offset, $0.element, .succeeded) }
        scene.goLive(jobs: jobs)
        try Snapshot.check("hostile-names", scene)
    }

    @Test("ASCII only")
    func ascii() throws {
        var scene = Scene(rows: 24, columns: 80, unicode: false)
        scene.goLive(jobs: Fixtures.everyState)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.press(.character(" "))
        #expect(scene.screen.utf8.allSatisfy { $0 < 0x80 })
        try Snapshot.check("ascii", scene)
    }

    @Test(
        "Too small for anything",
        arguments: [Size(rows: 5, columns: 20), Size(rows: 4, columns: 19), Size(rows: 3, columns: 60)])
    func tooSmall(size: Size) throws {
        try Snapshot.check("too-small", scene(size))
    }

    /// The newest file of the scene's uploads is answered with a finished job.
    private func submitFinished(_ scene: inout Scene) {
        for item in scene.model.uploads.sending.values.sorted(by: { $0.number < $1.number }) {
            scene.send(.submitted(item, .success(Fixtures.job(9, item.path.name, .queued))))
            scene.send(.follower(.job(sequence: 9, Fixtures.job(9, item.path.name, .succeeded, revision: 7))))
        }
    }
}
