import API
import Testing

@testable import TUI

/// Palette, help, tips and problems as text, from the smallest to a large screen.
@Suite("Screens of commands and help")
struct CommandScreenTests {
    static let sizes = [
        Size(rows: 5, columns: 20), Size(rows: 10, columns: 40), Size(rows: 24, columns: 80),
        Size(rows: 40, columns: 120),
        Size(rows: 60, columns: 200),
    ]

    private func scene(_ size: Size) -> Scene {
        var scene = Scene(rows: size.rows, columns: size.columns)
        scene.goLive(jobs: Fixtures.everyState)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        return scene
    }

    @Test("The palette as it opens", arguments: sizes)
    func palette(size: Size) throws {
        var scene = scene(size)
        scene.type(":")
        try Snapshot.check("palette", scene)
    }

    @Test("The palette with a few letters, and what can't act", arguments: sizes)
    func paletteFound(size: Size) throws {
        var scene = scene(size)
        scene.focusQueue()
        scene.press(.down, .down)
        scene.type(":ca")
        scene.press(.enter)
        try Snapshot.check("palette-found", scene)
    }

    @Test("The choices of a command", arguments: sizes)
    func paletteChoices(size: Size) throws {
        var scene = scene(size)
        scene.type(":theme ")
        try Snapshot.check("palette-choices", scene)
    }

    @Test("Help in the queue, searched", arguments: sizes)
    func helpSearch(size: Size) throws {
        var scene = scene(size)
        scene.focusQueue()
        scene.type("?/line")
        try Snapshot.check("help-search", scene)
    }

    @Test("A tip", arguments: sizes)
    func tip(size: Size) throws {
        var scene = scene(size)
        scene.model.memory.isOn = true
        try Snapshot.check("tip", scene)
    }

    @Test("A problem of the configuration", arguments: sizes)
    func problem(size: Size) throws {
        var scene = scene(size)
        scene.model.settings = Settings(ConfigDocument(parsing: "[keys]\nsubmit = 'x'\n"))
        scene.send(.started(scene.model.capabilities))
        try Snapshot.check("config-problem", scene)
    }
}
