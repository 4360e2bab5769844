import API
import Client
import Testing

@testable import TUI

@Suite("Comparing two models")
struct ComparisonUpdateTests {
    private static let pictures = [
        Fixtures.compared(1, "same.jpg", ("tabby", 0.9), ("Tabby", 0.4)),
        Fixtures.compared(2, "weak.jpg", ("tabby", 0.9), ("lynx", 0.1)),
        Fixtures.compared(3, "strong.jpg", ("tabby", 0.8), ("lynx", 0.7)),
        Fixtures.compared(4, "unseen.jpg", ("tabby", 0.9), nil),
    ]

    private func scene(_ pictures: [ComparedPicture] = pictures) -> Scene {
        var scene = Scene(rows: 30, columns: 110)
        scene.compare(pictures)
        return scene
    }

    private func names(_ scene: Scene) -> [String] {
        guard let comparison = scene.model.results.comparison else { return [] }
        return comparison.rows.map { comparison.pictures[$0].name }
    }

    @Test("A is the default, B the next; a and b choose, x swaps, and they are never the same")
    func choice() throws {
        var scene = Scene()
        scene.goLive(jobs: Fixtures.everyState)
        scene.focusQueue()
        scene.type("C")
        #expect(scene.model.note?.text == Strings.oneModelOnly)
        scene.send(.models(.success(Fixtures.twoModels)))
        scene.type("C")
        scene.type("a")
        guard case .models(let choice) = scene.model.results.layer else {
            Issue.record("no choice of models")
            return
        }
        #expect(choice.pair == ModelPair(a: "tiny-resnet-64@1", b: "mobilenet-v2@1"))
        scene.type("x")
        let effects = scene.press(.enter)
        let request = ComparisonRequest(
            number: 1, models: ModelPair(a: "mobilenet-v2@1", b: "tiny-resnet-64@1"),
            pictures: .jobs(.filter("", count: 6)))
        #expect(effects.contains(.results(.gatherComparison(request))))
    }

    @Test("Marked files are what is compared, where there are some")
    func files() {
        var scene = Scene()
        scene.goLive(jobs: Fixtures.everyState)
        scene.send(.models(.success(Fixtures.twoModels)))
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.press(.home, .down, .down)
        scene.type("  C")
        #expect(scene.screen.contains("on 2 marked files"))
    }

    @Test("Only contradictions are listed, the surest first; a shows all; the summary counts what both have seen")
    func table() {
        var scene = scene()
        scene.type("n")
        #expect(names(scene) == ["strong.jpg", "weak.jpg"])
        #expect(scene.screen.contains("1 of 3 agree (33 %)"))
        #expect(scene.screen.contains("1 missing"))
        scene.type("j")
        scene.type("a")
        #expect(names(scene) == ["strong.jpg", "weak.jpg", "same.jpg", "unseen.jpg"])
        #expect(scene.model.results.comparison?.current?.name == "weak.jpg", "the cursor stays with its picture")
    }

    @Test("What is missing is submitted after a yes, and any job's news of that picture and model fills it in")
    func missing() throws {
        var scene = scene()
        #expect(scene.screen.contains("1 picture has not been seen by both. Submit 1 job?"))
        let effects = scene.type("y")
        let wanted = MissingResult(
            sha256: Self.pictures[3].sha256, name: "unseen.jpg", source: .job(id: Fixtures.id(4)),
            model: "tiny-resnet-64@1", side: .b)
        #expect(effects.contains(.results(.submitMissing(number: 1, [wanted]))))
        #expect(scene.screen.contains("waiting for 1"))
        var job = Fixtures.judged(4, "other name.jpg", margin: 0.5, model: "tiny-resnet-64@1")
        job.status = .queued
        scene.send(.results(.comparisonSubmitted(number: 1, wanted, .success(job))))
        #expect(scene.screen.contains("waiting for 1"))
        job.status = .succeeded
        job.revision = 5
        scene.send(.follower(.job(sequence: 9, job)))
        #expect(!scene.screen.contains("waiting for"))
        #expect(scene.screen.contains("1 of 4 agree (25 %)"))
    }

    @Test("A picture that can't be submitted says why; s offers again what was declined")
    func failing() {
        var scene = scene()
        scene.type("n")
        scene.type("s")
        #expect(scene.screen.contains("Submit 1 job?"))
        scene.type("y")
        let wanted = MissingResult(
            sha256: Self.pictures[3].sha256, name: "unseen.jpg", source: .job(id: Fixtures.id(4)),
            model: "tiny-resnet-64@1", side: .b)
        let error = ClientError(.refused(status: 503, code: "NO_MODEL"), "The model is gone.")
        scene.send(.results(.comparisonSubmitted(number: 1, wanted, .failure(error))))
        #expect(scene.screen.contains("1 failed"))
        scene.type("s")
        #expect(scene.model.note?.text == Strings.nothingMissing)
        scene.type("a")
        scene.press(.end)
        #expect(scene.screen.contains("NO_MODEL"))
    }

    @Test("The table as CSV, with hostile labels")
    func csv() throws {
        let pictures = [
            Fixtures.compared(3, "=x.jpg", ("a, \"b\"", 0.8), ("-c", 0.7)),
            Fixtures.compared(4, "u.jpg", ("t", 1), nil),
        ]
        let table = ComparisonTable(models: ModelPair(a: "m@1", b: "n@2"), rows: pictures)
        let records = try #require(ReadCSV.records(table.csv))
        let sums = pictures.map(\.sha256)
        #expect(
            records == [
                ["image", "sha256", "model_a", "label_a", "score_a", "model_b", "label_b", "score_b", "agree"],
                ["'=x.jpg", sums[0], "m@1", "a, \"b\"", "0.800000", "n@2", "'-c", "0.700000", "false"],
                ["u.jpg", sums[1], "m@1", "t", "1.000000", "n@2", "", "", ""],
            ])
    }

    @Test("Esc leaves, and drops what is still being sent")
    func leaving() {
        var scene = scene()
        scene.type("y")
        #expect(scene.press(.escape).contains(.results(.dropComparison)))
        #expect(scene.model.overlay == nil)
        #expect(scene.model.note?.text == Strings.comparisonLeft(1))
    }
}
