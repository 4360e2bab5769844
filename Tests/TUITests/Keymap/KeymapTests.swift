import Testing

@testable import TUI

@Suite("The key table")
struct KeymapTests {
    @Test("The footer offers x and r only where they can act, and q always", arguments: [40, 80, 120])
    func footer(columns: Int) {
        var scene = Scene(rows: 24, columns: columns)
        scene.goLive(jobs: Fixtures.everyState)
        scene.focusQueue()
        let acts: [(cancels: Bool, retries: Bool)] = [
            (true, false), (true, false), (false, false), (false, true), (false, true), (false, false),
        ]
        for (index, job) in acts.enumerated() {
            let footer = scene.screen.split(separator: "\n").last ?? ""
            #expect(scene.model.queue.selectedLine == index)
            #expect(scene.model.canAct(.cancelJob) == job.cancels)
            #expect(scene.model.canAct(.retryJob) == job.retries)
            if columns >= 80 {
                #expect(footer.contains("x cancel") == job.cancels)
                #expect(footer.contains("r retry") == job.retries)
            }
            #expect(footer.contains("Tab pane"))
            #expect(footer.contains("q quit"))
            scene.press(.down)
        }
    }

    @Test("No sequence means two things in one context, and none hides a longer one", arguments: KeyContext.allCases)
    func clashes(context: KeyContext) {
        let sequences = Keymap.standard.bindings.filter { $0.contexts.contains(context) }.flatMap(\.sequences)
        for (index, sequence) in sequences.enumerated() {
            for other in sequences[(index + 1)...] {
                #expect(
                    !sequence.starts(with: other) && !other.starts(with: sequence),
                    "\(Key.name(of: sequence)) and \(Key.name(of: other)) clash in \(context)")
            }
        }
    }

    @Test("Every action is in the table, and so is every hint")
    func complete() {
        for action in Action.allCases {
            #expect(Keymap.standard.bindings.contains { $0.action == action }, "\(action)")
        }
        for context in KeyContext.allCases {
            for action in Keymap.hints(in: context) {
                #expect(Keymap.standard.binding(for: action, in: context)?.hint != nil, "\(action) in \(context)")
            }
        }
    }

    @Test(
        "A name has a hyphen before each word, also where the word before is in capitals",
        arguments: [
            (Action.pageUp, "page-up"), (.goToPath, "goto"), (.chooseA, "choose-a"), (.chooseID, "choose-id"),
            (.chooseJSON, "choose-json"), (.chooseJSONLines, "choose-json-lines"), (.chooseCSV, "choose-csv"),
        ] as [(Action, String)])
    func names(action: Action, name: String) {
        #expect(action.name == name)
        #expect(Action.named(name) == action)
    }

    @Test("Sequences, keys of other contexts and unbound keys are told apart")
    func matching() {
        #expect(Keymap.standard.match([.character("g")], in: .queue) == .partial)
        #expect(Keymap.standard.match([.character("g"), .character("g")], in: .queue) == .action(.top))
        #expect(Keymap.standard.match([.character("s")], in: .queue) == .elsewhere(.submit, .files))
        #expect(Keymap.standard.match([.character("Z")], in: .queue) == .unbound)
    }

    @Test("The help names every key of the table")
    func help() {
        var scene = Scene(rows: 200, columns: 120)
        scene.type("?")
        let screen = scene.screen
        for binding in Keymap.standard.bindings {
            #expect(screen.contains(binding.help) || screen.contains(binding.help.prefix(20)), "\(binding.action)")
            for sequence in binding.sequences { #expect(screen.contains(Key.name(of: sequence))) }
        }
    }

    @Test("g g goes to the top; g and another key do nothing but say so")
    func sequence() {
        var scene = Scene()
        scene.goLive()
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        scene.type("Ggg")
        #expect(scene.model.files.cursor == 0)
        scene.type("G")
        let cursor = scene.model.files.cursor
        scene.type("gx")
        #expect(scene.model.files.cursor == cursor)
        #expect(scene.screen.contains("g x is not bound here"))
    }
}
