import API
import Client
import Testing

@testable import TUI

/// No key is silent: it does something that can be seen, or the footer says why not.
@Suite("Dead keys")
struct DeadKeyTests {
    /// Places in which keys are pressed, one for each state that matters.
    private static let places: [(name: String, scene: Scene)] = {
        var places: [(name: String, scene: Scene)] = [("start", Scene())]
        func add(_ name: String, live: Bool = true, jobs: [Job] = Fixtures.everyState, _ prepare: (inout Scene) -> Void)
        {
            var scene = Scene()
            if live { scene.goLive(jobs: jobs) }
            scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
            prepare(&scene)
            scene.showPicture()
            scene.model.note = nil
            places.append((name, scene))
        }
        add("empty folder", jobs: []) { $0.fill([]) }
        add("root folder") { scene in
            scene.press(.home)
            for _ in 0..<3 {
                scene.type("h")
                scene.fill([])
            }
        }
        add("offline", live: false) { _ in }
        for down in 0...10 {
            add("file \(down)") { scene in
                scene.press(.home)
                for _ in 0..<down { scene.press(.down) }
            }
        }
        add("marked") { $0.type("a") }
        add("sending") { $0.type("as") }
        add("narrowed") {
            $0.type("/img")
            $0.press(.enter)
        }
        add("nothing matches") {
            $0.type("/zzz")
            $0.press(.enter)
        }
        add("empty queue", jobs: []) { $0.focusQueue() }
        for down in 0...5 {
            add("job \(down)") { scene in
                scene.focusQueue()
                for _ in 0..<down { scene.press(.down) }
            }
        }
        for down in 0...5 {
            add("detail \(down)") { scene in
                scene.focusQueue()
                for _ in 0..<down { scene.press(.down) }
                scene.press(.enter)
            }
        }
        add("filtered") { scene in
            scene.focusQueue()
            scene.type("/state:failed")
            scene.press(.enter)
            scene.answerJobs([])
        }
        add("file overlay") { $0.press(.home, .down, .down, .enter) }
        add("help") { $0.type("?") }
        add("help of the queue, at its end") {
            $0.focusQueue()
            $0.type("?G")
        }
        add("help of a job") {
            $0.focusQueue()
            $0.press(.enter)
            $0.type("?")
        }
        add("question") { $0.type("asq") }
        add("log") { $0.type("3") }
        add("log, held") { $0.type("3f") }
        add("sheet of files") { $0.type("gc") }
        add("sheet of files, second") { $0.type("gggcl") }
        add("sheet of files, last") { $0.type("gcG") }
        add("sheet of jobs") { scene in
            scene.focusQueue()
            scene.type("gc")
        }
        add("file of a sheet") { scene in
            scene.type("gc")
            scene.press(.enter)
        }
        add("one pane", jobs: Fixtures.everyState) { $0.send(.terminal(.resize(Size(rows: 10, columns: 40)))) }
        add("one pane, preview") { scene in
            scene.send(.terminal(.resize(Size(rows: 10, columns: 40))))
            scene.press(.tab)
        }
        return places
    }()

    /// Every sequence of the table, and keys that are in no table.
    private static let sequences: [[Key]] = {
        let bound = Set(Keymap.standard.bindings.flatMap(\.sequences))
        return bound.sorted { Key.name(of: $0) < Key.name(of: $1) } + [[.character("Z")], [.function(9)], [.delete]]
    }()

    /// What the screen says besides the footer's words.
    private func body(_ scene: Scene) -> [Cell] {
        var model = scene.model
        model.note = nil
        return DashboardView.render(model).frame.cells
    }

    @Test("Every key in every place acts or says why not", arguments: places.indices)
    func speaks(index: Int) {
        let place = Self.places[index]
        for keys in Self.sequences {
            var scene = place.scene
            let before = body(scene)
            let effects = keys.flatMap { scene.press($0) }.filter { if case .wake = $0 { false } else { true } }
            let acts = !effects.isEmpty || scene.model.hasQuit || body(scene) != before
            let says =
                scene.model.note.map { $0.text.count > 10 && [".", "?", "…"].contains($0.text.suffix(1)) } ?? false
            #expect(acts || says, "\(Key.name(of: keys)) is silent in \(place.name):\n\(scene.screen)")
        }
    }

    @Test("What the footer offers can act", arguments: places.indices)
    func offersOnlyWhatActs(index: Int) {
        let place = Self.places[index]
        let context = place.scene.model.keyContext
        for action in Keymap.hints(in: context) where place.scene.model.canAct(action) {
            var scene = place.scene
            let before = body(scene)
            guard let keys = scene.model.keymap.binding(for: action, in: context)?.sequences.first else { continue }
            let effects = keys.flatMap { scene.press($0) }
            #expect(
                !effects.isEmpty || scene.model.hasQuit || body(scene) != before,
                "\(action) is offered in \(place.name) and does nothing")
        }
    }
}
