import API
import Foundation
import Testing

@testable import TUI

@Suite("Copying and exporting")
struct CopyUpdateTests {
    private func queue(_ jobs: [Job] = Fixtures.everyState, total: Int? = nil) -> Scene {
        var scene = Scene()
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.goLive(jobs: jobs, total: total, cursor: total == nil ? nil : "more")
        scene.focusQueue()
        return scene
    }

    private func copied(_ effects: [Effect]) -> Copied? {
        effects.lazy.compactMap { if case .results(.copy(let copied)) = $0 { copied } else { nil } }.first
    }

    private func exported(_ effects: [Effect]) -> ExportRequest? {
        effects.lazy.compactMap { if case .results(.export(let request)) = $0 { request } else { nil } }.first
    }

    @Test("y and a letter copies the job under the cursor")
    func letters() {
        var scene = queue()
        scene.press(.down, .down)
        scene.type("y")
        #expect(scene.screen.contains("labels and scores"))
        #expect(copied(scene.type("t"))?.text == ResultText.of([Fixtures.everyState[2]], as: .text))
        scene.type("y")
        #expect(copied(scene.type("i"))?.text == Fixtures.id(4))
        scene.type("y")
        #expect(copied(scene.press(.down, .down, .enter))?.format == .csv)
    }

    @Test("The note says what was copied, how many bytes, and what to do where nothing arrives")
    func note() {
        var scene = queue()
        let copied = Copied(text: "12345", name: "cat.jpg", format: .csv)
        scene.send(.results(.copied(copied, reached: true)))
        #expect(scene.screen.contains("5 bytes") && scene.screen.contains("CSV"))
        #expect(scene.screen.contains("Nothing to paste?"))
        scene.model.capabilities.multiplexer = .tmux
        scene.send(.results(.copied(copied, reached: true)))
        #expect(scene.screen.contains("set -g set-clipboard on"))
        scene.send(.results(.copied(copied, reached: false)))
        #expect(scene.screen.contains("nothing was copied"))
    }

    @Test("More than a terminal takes is refused, with the way to a file")
    func tooMuch() {
        var job = Fixtures.job(4, "cat.jpg", .succeeded)
        job.prediction = (0..<2000).map { Prediction(index: $0, label: String(repeating: "long", count: 20), score: 0) }
        var scene = queue([job])
        scene.type("y")
        #expect(copied(scene.type("J")) == nil)
        #expect(scene.model.note?.text.contains("74,994") == true)
        #expect(scene.model.note?.text.contains("e writes them to a file") == true)
    }

    @Test("A path is copied only where it is known, and never one that would act when pasted")
    func paths() {
        var scene = queue()
        scene.type("y")
        #expect(copied(scene.type("p")) == nil)
        #expect(scene.model.note?.text == Strings.noPathToCopy)
        scene.press(.escape, .tab)
        scene.press(.home, .down, .down)
        scene.type("y")
        #expect(copied(scene.type("p"))?.text == "/home/me/photos/cat.jpg")
        scene.send(.folder(scene.model.files.folder, .success([FileEntry("a\nrm -rf.jpg", size: 3)])))
        scene.press(.end)
        scene.type("y")
        #expect(copied(scene.type("p")) == nil)
        #expect(scene.model.note?.text == Strings.pathNotCopied)
    }

    @Test("e exports all that match; Tab chooses the job under the cursor; the name is typed")
    func export() {
        var scene = queue(total: 1247)
        scene.type("e")
        #expect(scene.screen.contains("all 1,247 jobs"))
        scene.press(.tab)
        scene.type("c")
        #expect(scene.screen.contains("top5-2026-01-31-1200.csv"))
        let request = exported(scene.press(.enter))
        #expect(request?.path.shown == "/home/me/photos/top5-2026-01-31-1200.csv")
        #expect(request?.subject == .jobs(.jobs([Fixtures.id(6)])))
        #expect(request?.overwrites == false)
    }

    @Test("Progress, a file that exists, the end")
    func exportAnswers() throws {
        var scene = queue(total: 100_000)
        scene.type("el")
        let request = try #require(exported(scene.press(.enter)))
        scene.send(.results(.exportProgress(number: request.number, written: 12_500, total: 100_000)))
        #expect(scene.screen.contains("exporting 12,500 of 100,000"))
        scene.send(.results(.exportEnded(number: request.number, .failure(.exists(size: 51_000)))))
        #expect(scene.screen.contains("Overwrite it?"))
        let again = try #require(exported(scene.type("y")))
        #expect(again.overwrites && again.path == request.path)
        scene.send(.results(.exportEnded(number: request.number, .success(ExportSummary(written: 1, bytes: 2)))))
        #expect(scene.model.results.export != nil, "the answer to the first try ends the second")
        let summary = ExportSummary(written: 100_000, bytes: 81_000_000)
        scene.send(.results(.exportEnded(number: again.number, .success(summary))))
        #expect(scene.screen.contains("100,000 records, 81 MB"))
        #expect(scene.model.results.export == nil)
    }

    @Test("No to overwriting goes back to the name; e during an export offers to stop it; so does q")
    func stopping() throws {
        var scene = queue()
        scene.type("ec")
        let request = try #require(exported(scene.press(.enter)))
        scene.send(.results(.exportEnded(number: request.number, .failure(.exists(size: 1)))))
        scene.type("n")
        #expect(scene.model.prompt?.field.string == request.path.shown)
        scene.press(.enter)
        scene.type("q")
        #expect(!scene.model.hasQuit)
        #expect(scene.screen.contains("Quit and drop it?"))
        scene.type("n")
        scene.type("e")
        #expect(scene.type("y").contains(.results(.cancelExport)))
        #expect(scene.model.results.export == nil)
        scene.type("q")
        #expect(scene.model.hasQuit)
    }

    @Test("Nothing to copy or export says so")
    func nothing() {
        var scene = queue([])
        scene.type("y")
        #expect(scene.model.note?.text == Strings.noJobHere)
        scene.type("e")
        #expect(scene.model.note?.text == Strings.nothingToExport)
        scene.type("V")
        #expect(scene.model.note?.text == Strings.nothingToReview)
        scene.type("C")
        #expect(scene.model.note?.text == Strings.nothingToCompare)
    }
}
