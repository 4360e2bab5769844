import API
import Foundation
import Testing

@testable import TUI

@Suite("The mouse")
struct MouseUpdateTests {
    private func scene() -> Scene {
        var scene = Scene(rows: 30, columns: 110)
        scene.goLive(jobs: Fixtures.everyState)
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        return scene
    }

    /// Where a text stands on the screen.
    private func place(of text: String, in scene: Scene) throws -> Position {
        let lines = scene.screen.split(separator: "\n", omittingEmptySubsequences: false)
        for (row, line) in lines.enumerated() {
            if let range = line.range(of: text) {
                return Position(row: row, column: line.distance(from: line.startIndex, to: range.lowerBound))
            }
        }
        throw TerminalError("\(text) is not on the screen:\n\(scene.screen)")
    }

    @discardableResult
    private func click(_ text: String, _ scene: inout Scene) throws -> [Effect] {
        scene.send(.terminal(.mouse(MouseEvent(.press, at: try place(of: text, in: scene)))))
    }

    @Test("It is taken at the start, unless the user does not want it")
    func start() {
        #expect(scene().effects.contains(.setMouse(true)))
        var without = Scene()
        without.model.settings.takesMouse = false
        without.effects = []
        without.send(.started(without.model.capabilities))
        #expect(!without.effects.contains(.setMouse(true)))
        without.model.note = nil
        without.send(.terminal(.mouse(MouseEvent(.press, at: Position(row: 20, column: 4)))))
        #expect(without.model.focus == .files)
    }

    @Test("A click focuses and selects; a second one at once opens")
    func clicks() throws {
        var scene = scene()
        try click("img2.png", &scene)
        #expect(scene.model.files.currentFile?.shown == "img2.png")
        // Once selected, its name stands above its preview too: the second click is on the same cell.
        let torn = MouseEvent(.press, at: try place(of: "torn.jpg", in: scene))
        scene.send(.terminal(.mouse(torn)))
        #expect(scene.model.focus == .queue)
        #expect(scene.model.queue.selectedJob?.image.name == "torn.jpg")
        #expect(scene.model.overlay == nil)
        scene.pass(0.2)
        scene.send(.terminal(.mouse(torn)))
        #expect(scene.model.overlay != nil)
    }

    @Test("Two clicks with a pause between them are two clicks")
    func slowClicks() throws {
        var scene = scene()
        let torn = MouseEvent(.press, at: try place(of: "torn.jpg", in: scene))
        scene.send(.terminal(.mouse(torn)))
        scene.pass(1)
        scene.send(.terminal(.mouse(torn)))
        #expect(scene.model.queue.selectedJob?.image.name == "torn.jpg")
        #expect(scene.model.overlay == nil)
    }

    @Test("A hint in the footer is a button")
    func hints() throws {
        var scene = scene()
        try click("? help", &scene)
        #expect(scene.model.overlay == .help(scroll: 0))
        try click("Esc back", &scene)
        #expect(scene.model.overlay == nil)
        try click("q quit", &scene)
        #expect(scene.model.hasQuit)
    }

    @Test("The wheel scrolls what is under the pointer and leaves the focus where it is")
    func wheel() {
        var scene = Scene(rows: 30, columns: 110)
        scene.goLive(jobs: (0..<100).reversed().map { Fixtures.job($0, "img\($0).jpg", .succeeded) })
        scene.fill((0..<100).map { FileEntry("file\($0).jpg", size: 10) })
        let files = Position(row: 5, column: 5)
        let queue = Position(row: 20, column: 5)
        for _ in 0..<4 { scene.send(.terminal(.mouse(MouseEvent(.wheelDown, at: files)))) }
        #expect(scene.model.files.offset == 12)
        #expect(scene.model.queue.offset == 0)
        for _ in 0..<3 { scene.send(.terminal(.mouse(MouseEvent(.wheelDown, at: queue)))) }
        #expect(scene.model.queue.offset == 9)
        #expect(scene.model.focus == .files)
        for _ in 0..<9 { scene.send(.terminal(.mouse(MouseEvent(.wheelUp, at: queue)))) }
        #expect(scene.model.queue.offset == 0)
        for _ in 0..<200 { scene.send(.terminal(.mouse(MouseEvent(.wheelDown, at: files)))) }
        #expect(scene.model.files.cursor == scene.model.files.lineCount - 1)
        scene.type("?")
        scene.send(.terminal(.resize(Size(rows: 12, columns: 60))))
        scene.send(.terminal(.mouse(MouseEvent(.wheelDown, at: files))))
        #expect(scene.model.overlay == .help(scroll: 3))
    }

    @Test("M gives the mouse back and says so, and takes it again")
    func givesBack() throws {
        var scene = scene()
        #expect(scene.type("M").contains(.setMouse(false)))
        #expect(scene.screen.contains("The mouse marks text in the terminal now; M takes it back."))
        let cursor = scene.model.files.cursor
        try click("img2.png", &scene)
        #expect(scene.model.files.cursor == cursor)
        #expect(scene.type("M").contains(.setMouse(true)))
    }

    @Test("A click on a line of the palette runs it, beside it closes it")
    func palette() throws {
        var scene = scene()
        scene.type(":mark-a")
        try click("mark-all", &scene)
        #expect(!scene.model.files.marks.isEmpty)
        scene.type(":")
        scene.send(.terminal(.mouse(MouseEvent(.press, at: Position(row: 0, column: 0)))))
        #expect(scene.model.palette == nil)
    }

    @Test("While a line is typed a click says what to do first")
    func prompt() throws {
        var scene = scene()
        scene.type("/im")
        try click("img2.png", &scene)
        #expect(scene.model.prompt != nil)
        #expect(scene.model.note?.text == Strings.finishPromptFirst)
    }
}
