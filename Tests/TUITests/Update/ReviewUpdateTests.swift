import API
import Foundation
import Testing

@testable import TUI

@Suite("Review")
struct ReviewUpdateTests {
    private static let jobs = [
        Fixtures.judged(1, "sure.jpg", margin: 0.6), Fixtures.judged(2, "torn-between.jpg", margin: 0.01),
        Fixtures.judged(3, "middling.jpg", margin: 0.2),
    ]

    private func scene(_ jobs: [Job] = jobs, journal: [Judgement] = []) -> Scene {
        var scene = Scene()
        scene.review(jobs, journal: journal)
        return scene
    }

    private func current(_ scene: Scene) -> String? { scene.model.results.review?.current?.image.name }

    private func written(_ effects: [Effect]) -> [Judgement] {
        effects.flatMap { effect -> [Judgement] in
            if case .results(.appendJournal(let lines)) = effect { lines } else { [] }
        }
    }

    @Test("The least certain comes first; the same picture under the same model is asked for once")
    func order() {
        var again = Self.jobs[1]
        again.id = Fixtures.id(0)
        var failed = Fixtures.job(9, "failed.jpg", .failed)
        failed.prediction = nil
        let scene = scene(Self.jobs + [again, failed])
        #expect(
            scene.model.results.review?.items.map(\.image.name) == ["torn-between.jpg", "middling.jpg", "sure.jpg"])
        #expect(current(scene) == "torn-between.jpg")
        #expect(scene.screen.contains("0 of 3, 0 corrected"))
    }

    @Test("Many pictures: only the least certain are kept, however they come")
    func selection() {
        var selection = ReviewSelection()
        let count = ReviewSelection.capacity * 3
        for number in 0..<count {
            selection.add(
                Fixtures.judged(number + 1, "\(number)", margin: Double((number * 7919) % count) / Double(count)))
        }
        let (items, labels) = selection.finish()
        #expect(items.count == ReviewSelection.capacity)
        #expect(selection.considered == count)
        #expect(items.allSatisfy { $0.margin < 0.3334 })
        #expect(zip(items, items.dropFirst()).allSatisfy { $0.margin <= $1.margin })
        #expect(labels == Fixtures.labels.sorted())
    }

    @Test("y confirms, a number picks, n takes a typed label; only what is on disk counts")
    func judging() {
        var scene = scene()
        let first = written(scene.type("y"))
        #expect(first.map(\.verdict) == [.confirmed] && first[0].rank == 1 && first[0].label == "tabby, tabby cat")
        #expect(scene.screen.contains("0 of 3") && scene.screen.contains("saving"))
        #expect(current(scene) == "middling.jpg")
        #expect(written(scene.type("2")).isEmpty, "two writes at once could change places")
        let second = written(scene.send(.results(.journalWritten(nil))))
        #expect(second.map(\.label) == ["Egyptian cat"] && second[0].verdict == .corrected)
        scene.saveJudgements()
        #expect(scene.screen.contains("2 of 3, 1 corrected"))
        scene.type("n")
        scene.type("Snow leopard")
        let third = written(scene.press(.enter))
        #expect(third.map(\.label) == ["Snow leopard"] && third[0].rank == nil)
        scene.saveJudgements()
        #expect(scene.model.results.review?.tally.topOne == 1)
        #expect(scene.model.results.review?.tally.topFive == 2)
        #expect(scene.screen.contains("Top-1 right") && scene.screen.contains("1 of 3  33.3 %"))
        #expect(scene.screen.contains("Snow leopard"))
    }

    @Test("A label that stands in the list counts as picked out of it; none at all is an answer too")
    func typed() {
        var scene = scene()
        scene.type("n")
        scene.type("TIGER cat")
        #expect(written(scene.press(.enter)).first?.rank == 3)
        scene.saveJudgements()
        scene.type("n")
        let none = written(scene.press(.enter)).first
        #expect(none?.label == nil && none?.rank == nil && none?.verdict == .corrected)
        scene.saveJudgements()
        scene.type("n")
        scene.type("abc")
        scene.press(.escape)
        #expect(current(scene) == "sure.jpg")
        #expect(scene.model.results.review?.currentJudgement == nil)
    }

    @Test("Tab completes from the labels that were seen, one after the other; typing starts anew")
    func completion() {
        var scene = scene()
        scene.type("n")
        scene.type("ca")
        scene.press(.tab)
        #expect(scene.model.prompt?.field.string == "Egyptian cat")
        scene.press(.tab)
        #expect(scene.model.prompt?.field.string == "lynx, catamount")
        scene.press(.up)
        #expect(scene.model.prompt?.field.string == "Egyptian cat")
        scene.press(.control("u"))
        scene.type("zzz")
        scene.press(.tab)
        #expect(scene.model.prompt?.field.string == "zzz")
        #expect(scene.model.note?.text == Strings.noLabelMatches)
    }

    @Test("u takes the last one back and goes to it, as often as there were judgements")
    func undo() {
        var scene = scene()
        scene.type("y2")
        scene.saveJudgements()
        scene.type("u")
        #expect(current(scene) == "middling.jpg")
        scene.saveJudgements()
        #expect(scene.screen.contains("1 of 3, 0 corrected"))
        let lines = written(scene.type("z")).map(\.verdict)
        #expect(lines == [.withdrawn])
        scene.saveJudgements()
        #expect(current(scene) == "torn-between.jpg")
        #expect(scene.screen.contains("0 of 3"))
        scene.type("u")
        #expect(scene.model.note?.text == Strings.noJudgementToUndo)
    }

    @Test("A judgement that replaces another is taken back to that one")
    func undoReplacement() {
        var scene = scene()
        scene.type("y")
        scene.saveJudgements()
        scene.type("k")
        scene.type("3")
        scene.saveJudgements()
        let line = written(scene.type("u")).first
        #expect(line?.verdict == .confirmed && line?.rank == 1)
        #expect(scene.model.results.review?.currentJudgement?.rank == 1)
    }

    @Test("What was said before is there again, and the review goes on where it was")
    func resumed() {
        var first = scene()
        first.type("y")
        first.saveJudgements()
        first.type("2")
        let journal = first.effects.flatMap { written([$0]) }
        #expect(journal.count == 2)
        var second = scene(journal: journal)
        #expect(second.screen.contains("2 of 3, 1 corrected"))
        #expect(current(second) == "sure.jpg")
        second.type("s")
        #expect(second.model.results.review?.showsSummary == false)
        second.type("y")
        #expect(second.model.results.review?.showsSummary == true)
    }

    @Test("A judgement that could not be saved is said, does not count, and is written with the next one")
    func unsaved() {
        var scene = scene()
        scene.type("y")
        let problem = JournalProblem(.append, "/state/reviews.jsonl", 28)
        #expect(written(scene.send(.results(.journalWritten(problem)))).isEmpty)
        #expect(scene.screen.contains("not saved"))
        #expect(scene.model.note?.text.contains("No space left") == true)
        #expect(written(scene.type("2")).map(\.rank) == [1, 2])
    }

    @Test("e exports the corrections, or every judgement")
    func export() {
        var scene = scene()
        scene.type("e")
        #expect(scene.model.note?.text == Strings.nothingJudged)
        scene.type("y2")
        scene.saveJudgements()
        scene.type("e")
        #expect(scene.screen.contains("1 correction") && scene.screen.contains("every judgement (2)"))
        scene.type("c")
        #expect(scene.model.prompt?.field.string == "top5-corrections-2026-01-31-1200.csv")
        let effects = scene.press(.enter)
        let request = effects.lazy.compactMap {
            if case .results(.export(let request)) = $0 { request } else { nil }
        }.first
        guard case .judgements(let judgements, true) = request?.subject else {
            Issue.record("no corrections in \(effects)")
            return
        }
        #expect(judgements.map(\.label) == ["Egyptian cat"])
    }

    @Test("Nothing is judged before the journal has been read; what fails is said")
    func notReady() {
        var scene = Scene()
        scene.goLive(jobs: Self.jobs)
        scene.focusQueue()
        let effects = scene.type("V")
        let scope = JobScope.filter("", count: 3)
        #expect(effects.contains(.results(.gatherReview(number: 1, scope))))
        #expect(effects.contains(.results(.readJournal)))
        scene.type("y")
        #expect(scene.model.note?.text == Strings.reviewLoads)
        scene.send(.results(.reviewProgress(number: 1, looked: 500, total: 1200)))
        #expect(scene.screen.contains("looking through 500 of 1,200 jobs"))
        scene.send(.results(.journalRead(.failure(JournalProblem(.read, "/x", 13)))))
        #expect(scene.screen.contains("Permission denied"))
        #expect(scene.press(.escape).contains(.results(.dropReview)))
        #expect(scene.model.overlay == nil)
    }
}
