import API
import Client
import Testing

@testable import TUI

@Suite("Tips for beginners")
struct TipsUpdateTests {
    private func scene(known: Set<Tip> = []) -> Scene {
        var scene = Scene(rows: 24, columns: 100)
        scene.model.memory.isOn = true
        scene.model.memory.known = known
        scene.goLive(jobs: [])
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        return scene
    }

    private func told(_ scene: Scene) -> [Tip] {
        scene.effects.compactMap { if case .remember(.tip(let tip)) = $0 { tip } else { nil } }
    }

    @Test("One at a time, remembered as soon as it is seen, gone with Esc")
    func once() {
        var scene = scene()
        #expect(scene.screen.contains("Space marks an image, s has it classified.  Esc hides this"))
        scene.press(.down, .down)
        #expect(told(scene) == [.classify])
        scene.press(.escape)
        #expect(!scene.screen.contains("has it classified"))
        #expect(scene.screen.contains(": finds every command"))
        scene.press(.escape)
        #expect(!scene.screen.contains("hides this"))
        #expect(told(scene) == [.classify, .palette])
    }

    @Test("Who does it needs no tip, and who has seen it gets it no more")
    func learned() {
        var doing = scene()
        doing.type("as")
        #expect(!doing.screen.contains("has it classified"))
        let knowing = scene(known: Set(Tip.allCases))
        #expect(!knowing.screen.contains("hides this") && told(knowing).isEmpty)
    }

    @Test("A result shows the way to the queue, many jobs the filter, a click the mouse's key")
    func others() throws {
        var scene = scene(known: [.classify, .palette])
        scene.press(.home, .down, .down)
        scene.type("s")
        for item in scene.model.uploads.sending.values {
            scene.send(.submitted(item, .success(Fixtures.job(9, item.path.name, .succeeded))))
        }
        #expect(scene.screen.contains("Tab goes to the queue"))
        scene.press(.tab)
        #expect(!scene.screen.contains("Tab goes to the queue"))
        for number in 10..<40 { scene.send(.follower(.job(sequence: 1, Fixtures.job(number, "a.jpg", .succeeded)))) }
        #expect(scene.screen.contains("/ filters: state:failed"))
        scene.press(.escape)
        scene.send(.terminal(.mouse(MouseEvent(.press, at: Position(row: 20, column: 5)))))
        #expect(scene.screen.contains("M gives the mouse to the terminal"))
        #expect(told(scene) == [.queue, .filter, .mouse])
    }

    @Test("A screen without room for all of it has none, and it is not counted as told")
    func noRoom() {
        var scene = Scene(rows: 10, columns: 40)
        scene.model.memory.isOn = true
        scene.goLive(jobs: [])
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        #expect(!scene.screen.contains("marks an image, s"))
        #expect(told(scene).isEmpty)
    }
}
