import API
import Client
import Testing

@testable import TUI

@Suite("Before sending")
struct PreflightUpdateTests {
    private static let notAnImage = Result<FileFacts, FileProblem>.success(.unknownFormat)
    private static let wide = Result<FileFacts, FileProblem>.success(
        .image(PreviewFacts(format: "png", width: 30_000, height: 30_000)))

    private func isSubmission(_ effect: Effect) -> Bool { if case .submit = effect { true } else { false } }

    @Test("The summary counts by reason; Enter sends the rest, and what is left out keeps its reason")
    func summary() {
        var scene = Scene.sending(files: 2000)
        scene.type("a")
        #expect(
            scene.type("s").contains { if case .preflight(_, let files) = $0 { files.count == 2000 } else { false } })
        #expect(scene.screen.contains("Looking into 0 of 2,000 files"))
        var facts: [String: Result<FileFacts, FileProblem>] = [:]
        for number in 0..<3 { facts["img\(number).jpg"] = Self.wide }
        for number in 100..<111 { facts["img\(number).jpg"] = Self.notAnImage }
        scene.checkAll(facts, parts: 7)
        #expect(scene.screen.contains("14 of 2,000 will be refused: 3 too large, 11 not an image"))
        #expect(scene.screen.contains("1,986 images, 20 kB"))
        #expect(scene.screen.contains("30000×30000 pixels"))
        let effects = scene.press(.enter)
        #expect(effects.count { isSubmission($0) } == 4)
        #expect(scene.model.uploads.total == 1986)
        #expect(scene.model.overlay == nil)
        #expect(scene.model.files.marked.isEmpty)
        let refused = scene.model.files.folder.appending(Array("img0.jpg".utf8))
        guard case .refused("IMAGE_TOO_LARGE", _) = scene.model.uploads.outcomes[refused] else {
            Issue.record("img0.jpg is \(String(describing: scene.model.uploads.outcomes[refused]))")
            return
        }
    }

    @Test("Esc sends nothing and keeps the marks; a late answer changes nothing")
    func cancelled() {
        var scene = Scene.sending(files: 20)
        scene.type("as")
        let number = scene.model.preflight?.number ?? 0
        let file = scene.model.files.marked.ordered[0]
        #expect(scene.press(.escape).contains(.stopPreflight))
        #expect(scene.model.preflight == nil)
        #expect(scene.model.files.marked.count == 20)
        let late = FileInspection(version: file, facts: .success(.empty))
        #expect(!scene.send(.preflight(number: number, [late])).contains { isSubmission($0) })
        #expect(scene.model.overlay == nil)
    }

    @Test("Enter before all have been looked at sends as soon as they have")
    func early() {
        var scene = Scene.sending(files: 20)
        scene.type("as")
        scene.press(.enter)
        #expect(scene.screen.contains("They are sent as soon as"))
        #expect(!scene.model.uploads.isBusy)
        scene.checkAll(["img3.jpg": Self.notAnImage])
        #expect(scene.model.uploads.total == 19)
    }

    @Test("A handful that is known to be good goes off at once; with a refused one among them there is a question")
    func handful() {
        var scene = Scene.sending(files: 5)
        #expect(scene.type("as").count { isSubmission($0) } == 4)
        #expect(scene.model.overlay == nil)

        var mixed = Scene()
        mixed.goLive()
        mixed.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        // huge.png has too many bytes.
        mixed.press(.home)
        for entry in mixed.model.files.visible where ["huge.png", "cat.jpg"].contains(entry.shown) {
            mixed.model.files.setMark(mixed.model.files.version(of: entry), true)
        }
        mixed.type("s")
        #expect(mixed.model.overlay == nil)
        mixed.checkAll()
        #expect(mixed.screen.contains("1 of 2 will be refused: 1 too large"))
        mixed.type("u")
        #expect(mixed.model.files.marks.map(\.name) == ["cat.jpg"])
        #expect(mixed.model.overlay == nil)
    }

    @Test("What is gone and what can't be read are told apart; with nothing left there is nothing to send")
    func gone() {
        var scene = Scene.sending(files: 6)
        scene.type("as")
        var facts: [String: Result<FileFacts, FileProblem>] = [:]
        for number in 0..<6 {
            let path = RawPath("/home/me/photos/img\(number).jpg")
            facts["img\(number).jpg"] = .failure(FileProblem(.readFile, path, number < 2 ? 2 : 13))
        }
        scene.checkAll(facts)
        #expect(scene.screen.contains("6 of 6 will be refused: 4 unreadable, 2 gone"))
        scene.press(.enter)
        #expect(scene.screen.contains("Nothing is left to be sent."))
        #expect(!scene.model.uploads.isBusy)
    }

    @Test("Without limits the service decides; the size that counts is the one at the time of sending")
    func versions() {
        var scene = Scene.sending(files: 6)
        scene.model.limits = nil
        scene.type("as")
        let preflight = scene.model.preflight
        let image = FileFacts.image(PreviewFacts(format: "png", width: 30_000, height: 30_000))
        let grown = (preflight?.files ?? []).map {
            FileInspection(version: FileVersion(path: $0.path, size: 1000, modified: 9), facts: .success(image))
        }
        scene.send(.preflight(number: preflight?.number ?? 0, grown))
        #expect(scene.screen.contains("has not told its limits"))
        #expect(scene.screen.contains("6 images, 6.0 kB"))
    }

    @Test("The time is judged by what the service did lately, those that wait before them included")
    func estimate() {
        var scene = Scene()
        // Of the queue only a part is loaded, so that the service's own count is what holds.
        scene.goLive(jobs: Fixtures.everyState, total: 1247, cursor: "next")
        let estimate = SendingEstimate(images: 1203, in: scene.model)
        #expect(estimate.waiting == 37)
        #expect(estimate.rate == 12.4)
        #expect(estimate.seconds == 100)
        #expect(estimate.room == 10_000 - 37)
    }
}
