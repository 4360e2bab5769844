import API
import Testing

@testable import TUI

@Suite("The preview")
struct PreviewUpdateTests {
    private func loads(_ effects: some Sequence<Effect>) -> [PreviewRequest] {
        effects.compactMap { if case .loadPreview(let request) = $0 { request } else { nil } }
    }

    @Test("It follows the cursor; an answer for the file before is ignored")
    func follows() throws {
        var scene = Scene()
        scene.goLive()
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        let first = try #require(loads(scene.effects).last)
        let second = try #require(loads(scene.press(.down)).last)
        #expect(first != second)
        scene.send(.preview(first, .success(Fixtures.picture(rows: 3, columns: 3))))
        #expect(scene.model.preview.picture == nil)
        scene.send(.preview(second, .success(Fixtures.picture(rows: 3, columns: 3))))
        #expect(scene.model.preview.picture != nil)
    }

    @Test(
        "A file that is no image, or a giant one, is never decoded", arguments: ["notes.txt", "wide.png", "huge.png"])
    func notDecoded(name: String) {
        var scene = Scene()
        scene.goLive()
        scene.fill(Fixtures.photos.filter { $0.shown == name }, facts: Fixtures.photoFacts)
        #expect(scene.model.files.current?.shown == name)
        #expect(loads(scene.effects).isEmpty)
    }

    @Test("In the queue the picture is the job's, from the service")
    func job() throws {
        var scene = Scene()
        scene.goLive(jobs: Fixtures.everyState)
        scene.focusQueue()
        let request = try #require(loads(scene.effects).last)
        #expect(request.source == .job(id: Fixtures.id(6)))
        scene.send(.preview(request, .failure(PreviewError("The image is gone."))))
        #expect(scene.screen.contains("The image is gone."))
    }

    @Test("A new size asks for a new picture and shows the old one until then")
    func resize() throws {
        var scene = Scene()
        scene.goLive(jobs: Fixtures.everyState)
        scene.focusQueue()
        scene.showPicture()
        let effects = scene.send(.terminal(.resize(Size(rows: 40, columns: 120))))
        #expect(loads(effects).count == 1)
        #expect(scene.model.preview.picture != nil)
    }
}
