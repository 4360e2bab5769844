import API
import Testing

@testable import TUI

/// The screens of copying, exporting, reviewing and comparing.
@Suite("Screens of results")
struct ResultsScreenTests {
    static let sizes = [
        Size(rows: 5, columns: 20), Size(rows: 10, columns: 40), Size(rows: 24, columns: 80),
        Size(rows: 40, columns: 120), Size(rows: 60, columns: 200),
    ]

    private static let jobs = [
        Fixtures.judged(1, "sure.jpg", margin: 0.6), Fixtures.judged(2, "torn-between-two-cats.jpg", margin: 0.03),
        Fixtures.judged(3, "写真\u{1B}[2J.jpg", margin: 0.2), Fixtures.judged(4, "kitten-on-a-keyboard.jpg", margin: 0.3),
        Fixtures.judged(5, "barn.jpg", margin: 0.4),
    ]

    private func scene(_ size: Size) -> Scene { Scene(rows: size.rows, columns: size.columns) }

    private func queue(_ size: Size) -> Scene {
        var scene = scene(size)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.goLive(jobs: Fixtures.everyState, total: 1247, cursor: "more")
        scene.focusQueue()
        scene.press(.down, .down)
        scene.showPicture()
        return scene
    }

    @Test("The menu of formats", arguments: sizes)
    func copyMenu(size: Size) throws {
        var scene = queue(size)
        scene.type("y")
        try Snapshot.check("copy-menu", scene)
    }

    @Test("An export: what, how, where to, and how far", arguments: sizes)
    func export(size: Size) throws {
        var scene = queue(size)
        scene.type("e")
        try Snapshot.check("export-menu", scene)
        scene.type("c")
        try Snapshot.check("export-prompt", scene)
        scene.press(.enter)
        let number = scene.model.results.generation
        scene.send(.results(.exportProgress(number: number, written: 500, total: 1247)))
        try Snapshot.check("export-progress", scene)
    }

    @Test("A review", arguments: sizes)
    func review(size: Size) throws {
        var scene = scene(size)
        scene.review(Self.jobs)
        scene.type("y")
        scene.saveJudgements()
        try Snapshot.check("review", scene)
        scene.type("2k")
        scene.saveJudgements()
        try Snapshot.check("review-judged", scene)
    }

    @Test("The label is typed", arguments: sizes)
    func label(size: Size) throws {
        var scene = scene(size)
        scene.review(Self.jobs)
        scene.type("nca")
        scene.press(.tab)
        try Snapshot.check("review-label", scene)
    }

    @Test("The summary of a review", arguments: sizes)
    func summary(size: Size) throws {
        var scene = scene(size)
        scene.model.results.journalPath = "~/.local/state/top5/reviews.jsonl"
        scene.review(Self.jobs)
        scene.type("y22n")
        scene.press(.enter)
        scene.saveJudgements()
        scene.type("t")
        try Snapshot.check("review-summary", scene)
    }

    @Test("The choice of two models", arguments: sizes)
    func modelChoice(size: Size) throws {
        var scene = queue(size)
        scene.send(.models(.success(Fixtures.twoModels)))
        scene.type("C")
        try Snapshot.check("model-choice", scene)
    }

    @Test("A comparison", arguments: sizes)
    func comparison(size: Size) throws {
        var scene = scene(size)
        var pictures = (10..<26).map { Fixtures.compared($0, "same-\($0).jpg", ("tabby", 0.9), ("tabby", 0.5)) }
        pictures += [
            Fixtures.compared(2, "cat-in-a-box-on-a-shelf.jpg", ("tabby, tabby cat", 0.64), ("Egyptian cat", 0.51)),
            Fixtures.compared(3, "写真\u{1B}[2J.jpg", ("lynx, catamount", 0.8), ("tiger, Panthera tigris", 0.7)),
            Fixtures.compared(4, "unseen.jpg", ("tabby", 0.9), nil),
        ]
        scene.compare(pictures)
        try Snapshot.check("comparison-question", scene)
        scene.type("n")
        try Snapshot.check("comparison", scene)
        scene.type("a")
        try Snapshot.check("comparison-all", scene)
    }

    @Test("ASCII only")
    func ascii() throws {
        var scene = Scene(rows: 24, columns: 80, unicode: false)
        scene.review(Self.jobs)
        #expect(scene.screen.utf8.allSatisfy { $0 < 0x80 })
        try Snapshot.check("review-ascii", scene)
    }
}
