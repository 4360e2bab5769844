import Testing

@testable import TUI

@Suite("The command palette")
struct PaletteUpdateTests {
    private func scene(columns: Int = 100) -> Scene {
        var scene = Scene(rows: 30, columns: columns)
        scene.goLive(jobs: Fixtures.everyState)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        return scene
    }

    @Test("It lists every action of the place, with its keys, and greys what can't act with the reason")
    func lists() {
        var scene = scene()
        scene.press(.home)
        scene.type(":")
        let actions = scene.model.paletteEntries.map(\.action)
        let expected = Keymap.standard.bindings.filter { $0.contexts.contains(.files) }.map(\.action)
        #expect(Set(actions) == Set(expected).subtracting([.palette]))
        #expect(Set(actions).count == actions.count)
        // What can act first, and moving after it; what can't act last.
        let usable = scene.model.paletteEntries.map { $0.refusal == nil }
        #expect(usable == usable.sorted { $0 && !$1 })
        let moving = Set(Keymap.standard.bindings.filter { $0.group == .moving }.map(\.action))
        let first = scene.model.paletteEntries.filter { $0.refusal == nil }.map { moving.contains($0.action) }
        #expect(first.first == false && first == first.sorted { !$0 && $1 })
        for entry in scene.model.paletteEntries { #expect(entry.refusal == scene.model.refusal(of: entry.action)) }
        scene.type("unmark")
        #expect(scene.screen.contains("unmark-all") && scene.screen.contains("Nothing is marked."))
    }

    @Test("A few letters find it; Enter runs it, closes the palette and remembers it")
    func runs() {
        var scene = scene()
        scene.type(":mkall")
        #expect(scene.model.paletteEntries.first?.action == .markAll)
        let effects = scene.press(.enter)
        #expect(scene.model.palette == nil)
        #expect(!scene.model.files.marks.isEmpty)
        #expect(effects.contains(.remember(.command("mark-all"))))
    }

    @Test("What can't act says why and stays open")
    func refuses() {
        var scene = scene()
        scene.type(":unmark-all")
        scene.press(.enter)
        #expect(scene.model.palette != nil)
        #expect(scene.screen.split(separator: "\n").last?.contains("Nothing is marked.") == true)
    }

    @Test("Arguments: a filter of the queue from the picker, a folder, a theme")
    func arguments() {
        var scene = scene()
        scene.type(":filter state:failed")
        scene.press(.enter)
        #expect(scene.model.list == .queue && scene.model.queue.filter == "state:failed")
        scene.type(":sort -fin")
        scene.press(.enter)
        #expect(scene.model.queue.order == .newestFinished)
        scene.model.files.home = RawPath("/home/me")
        scene.type(":goto ~/x/../y")
        #expect(scene.press(.enter).contains(.locate(RawPath("/home/me/y"))))
        let went = scene.send(.located(RawPath("/home/me/y"), .success(.folder)))
        #expect(went.contains(.readFolder(RawPath("/home/me/y"))))
        #expect(scene.model.list == .files)
        scene.type(":theme light")
        scene.press(.enter)
        #expect(scene.model.settings.theme == .light)
        scene.type(":theme col")
        #expect(scene.model.paletteEntries.map(\.command) == ["theme color-blind"])
        scene.press(.enter)
        #expect(scene.model.settings.theme == .colorBlind)
    }

    @Test("A command that needs an argument waits for it; Tab completes; an unknown one is said to be")
    func waits() {
        var scene = scene()
        scene.type(":goto")
        scene.press(.enter)
        #expect(scene.model.palette?.text == "goto ")
        #expect(scene.screen.contains("goto ~/pictures"))
        scene.press(.escape)
        scene.type(":them")
        scene.press(.tab)
        #expect(scene.model.palette?.text == "theme ")
        scene.press(.escape)
        scene.type(":xyzzy")
        scene.press(.enter)
        #expect(scene.screen.contains("No command here is called \"xyzzy\"."))
    }

    @Test("Up at the first line recalls what was run, newest first; Down comes back")
    func history() {
        var scene = scene()
        for command in ["mark-all", "unmark-all", "theme dark"] {
            scene.type(":\(command)")
            scene.press(.enter)
        }
        scene.type(":")
        scene.press(.up)
        #expect(scene.model.palette?.text == "theme dark")
        scene.press(.up, .up, .up)
        #expect(scene.model.palette?.text == "mark-all")
        scene.press(.down)
        #expect(scene.model.palette?.text == "unmark-all")
        scene.press(.down, .down)
        #expect(scene.model.palette?.text == "")
    }

    @Test("Keys of a user are shown, and keys pressed in the palette are text")
    func text() {
        var scene = scene()
        scene.model.settings.keymap.rebind(.submit, to: [[.function(5)]])
        scene.type(":subq")
        #expect(!scene.model.hasQuit)
        scene.press(.backspace)
        #expect(scene.screen.contains(/submit.*F5/))
        scene.press(.control("c"))
        #expect(scene.model.hasQuit)
    }

    @Test(
        "The best match is the one that begins so", arguments: [("sub", "submit"), ("q", "quit"), ("pgd", "page-down")])
    func ranking(typed: String, command: String) {
        var scene = scene()
        scene.type(":\(typed)")
        #expect(scene.model.paletteEntries.first?.command == command)
    }
}
