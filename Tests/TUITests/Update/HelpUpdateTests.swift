import Testing

@testable import TUI

@Suite("The help")
struct HelpUpdateTests {
    private func scene(rows: Int = 120) -> Scene {
        var scene = Scene(rows: rows, columns: 90)
        scene.goLive(jobs: Fixtures.everyState)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        return scene
    }

    @Test("What works where it was asked for comes first")
    func contextFirst() throws {
        var scene = scene()
        scene.focusQueue()
        scene.type("?")
        let lines = scene.screen.split(separator: "\n").map(String.init)
        #expect(lines[2].contains("Here, in the queue"))
        let filter = try #require(lines.firstIndex { $0.contains("filter on the service") })
        let mark = try #require(lines.firstIndex { $0.contains("mark the file") })
        #expect(filter < mark)
    }

    @Test("It closes to what it was opened over")
    func returns() {
        var scene = scene()
        scene.focusQueue()
        scene.press(.enter)
        let detail = scene.model.overlay
        scene.type("?")
        #expect(scene.screen.contains("Here, in a job's details"))
        scene.type("?")
        #expect(scene.model.overlay == detail)
        scene.type("?q")
        #expect(scene.model.overlay == detail)
    }

    @Test("It can be searched, by words, by names of actions and by keys; Esc ends the search, then the help")
    func search() {
        var scene = scene()
        scene.type("?/cancel")
        #expect(scene.screen.contains("cancel the job") && !scene.screen.contains("mark the file"))
        scene.press(.enter)
        scene.type("/")
        scene.press(.control("u"))
        scene.type("pgdn")
        #expect(scene.screen.contains("one page down") && !scene.screen.contains("cancel the job"))
        scene.press(.control("u"))
        scene.type("xyzzy")
        #expect(scene.screen.contains("Nothing here contains \"xyzzy\"."))
        scene.press(.enter, .escape)
        #expect(scene.model.overlay != nil && scene.screen.contains("mark the file"))
        scene.press(.escape)
        #expect(scene.model.overlay == nil)
    }
}
