import API
import Client
import Foundation
import Testing

@testable import TUI

/// The queue's screens as text, at five sizes.
@Suite("Screens of the queue")
struct QueueScreenTests {
    static let sizes = [
        Size(rows: 5, columns: 20), Size(rows: 10, columns: 40), Size(rows: 24, columns: 80),
        Size(rows: 40, columns: 120), Size(rows: 60, columns: 200),
    ]

    private static let jobs: [Job] = {
        var jobs = Fixtures.everyState
        jobs[1].waiting = JobWaiting(.turn, behind: "nightly-batch")
        var again = Fixtures.job(0, "again.jpg", .queued, client: "ci-2")
        again.attempt = 1
        again.waiting = JobWaiting(.retry, until: Scene.noon.addingTimeInterval(3.4))
        again.error = ErrorDetail(
            code: "INFERENCE_FAILED", message: "The engine gave up: out of memory.", step: .inferring)
        again.attempts = [
            JobAttempt(
                attempt: 1, worker: "embedded/2", startedAt: Scene.noon.addingTimeInterval(-61),
                endedAt: Scene.noon.addingTimeInterval(-60.2),
                error: ErrorDetail(
                    code: "INFERENCE_FAILED", message: "The engine gave up: out of memory.", step: .inferring))
        ]
        return jobs + [again]
    }()

    private func scene(_ size: Size) -> Scene {
        var scene = Scene(rows: size.rows, columns: size.columns)
        scene.goLive(jobs: Self.jobs)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.focusQueue()
        return scene
    }

    @Test("Completion in the filter's prompt", arguments: sizes)
    func completion(size: Size) throws {
        var scene = scene(size)
        scene.type("/client:ci-2 state:")
        scene.press(.tab, .tab)
        try Snapshot.check("queue-completion", scene)
    }

    @Test("A filter that can't be right", arguments: sizes)
    func problem(size: Size) throws {
        var scene = scene(size)
        scene.type("/state:nonsense cat")
        try Snapshot.check("queue-filter-problem", scene)
    }

    @Test("Saved filters", arguments: sizes)
    func savedFilters(size: Size) throws {
        var scene = scene(size)
        var book = FilterBook()
        _ = book.save("state:failed since:24h", as: "torn today")
        _ = book.save("client:nightly-batch state:queued,running", as: "night shift")
        scene.send(.queue(.filters(book)))
        scene.type("F")
        scene.press(.down)
        try Snapshot.check("queue-saved-filters", scene)
    }

    @Test("The menu of orders, over a list by end", arguments: sizes)
    func sort(size: Size) throws {
        var scene = scene(size)
        scene.type("o")
        scene.press(.down, .down, .enter)
        scene.answerJobs(Self.jobs.filter { $0.finishedAt != nil } + Self.jobs.filter { $0.finishedAt == nil })
        scene.type("o")
        try Snapshot.check("queue-sort", scene)
    }

    @Test("Marked jobs and the question before many are forgotten", arguments: sizes)
    func question(size: Size) throws {
        var scene = scene(size)
        scene.type("/state:succeeded")
        scene.press(.enter)
        scene.answerJobs(Self.jobs.filter { $0.status == .succeeded }, total: 1204, cursor: "p")
        scene.type("aD")
        scene.send(.queue(.counted(number: scene.model.nextNumber - 1, .success(1204))))
        try Snapshot.check("queue-question", scene)
    }

    @Test("Held back, with the seconds left", arguments: sizes)
    func held(size: Size) throws {
        var scene = scene(size)
        scene.type("  ")
        scene.type("xy")
        scene.pass(3.5)
        scene.send(.wake)
        try Snapshot.check("queue-held", scene)
    }

    @Test("Leaving while something is held back", arguments: sizes)
    func leaving(size: Size) throws {
        var scene = scene(size)
        scene.type("xq")
        try Snapshot.check("queue-leaving", scene)
    }

    @Test("A paused queue: every waiting job says so", arguments: sizes)
    func paused(size: Size) throws {
        var scene = scene(size)
        var stats = Fixtures.stats
        stats.isPaused = true
        scene.send(.stats(.success(stats)))
        scene.press(.down)
        try Snapshot.check("queue-paused", scene)
    }

    @Test("The models for what is sent next", arguments: sizes)
    func models(size: Size) throws {
        var scene = scene(size)
        var broken = Fixtures.model
        broken.id = "resnet50@1"
        broken.state = "unusable"
        broken.isDefault = false
        scene.send(.models(.success(ModelList(models: [Fixtures.model, broken]))))
        scene.type("m")
        try Snapshot.check("queue-models", scene)
    }

    @Test("Details of a job that is to be tried again, with its failed attempt", arguments: sizes)
    func attempts(size: Size) throws {
        var scene = scene(size)
        scene.press(.end, .enter)
        try Snapshot.check("queue-attempts", scene)
    }

    @Test("The last page is there, the lines before it are not", arguments: sizes)
    func hole(size: Size) throws {
        let jobs = (0..<1000).reversed().map { Fixtures.job($0, "img\($0).jpg", .succeeded) }
        var scene = Scene(rows: size.rows, columns: size.columns)
        scene.goLive(jobs: Array(jobs[..<100]), total: 100_000, cursor: "p")
        scene.focusQueue()
        scene.type("G")
        scene.answerJobs(jobs.suffix(20).reversed(), total: 100_000, cursor: "t")
        for _ in 0..<19 { scene.press(.up) }
        try Snapshot.check("queue-hole", scene)
    }
}
