import Testing

@testable import TUI

@Suite("The user's settings")
struct SettingsTests {
    private func settings(_ text: String) -> Settings { Settings(ConfigDocument(parsing: text)) }

    @Test("Theme, mouse, hints and profiles")
    func general() {
        let settings = settings("theme = 'colour-blind'\nmouse = false\nhints = false\n[profile.lab]\nserver = 'x'\n")
        #expect(settings.problems.isEmpty, "\(settings.problems)")
        #expect(settings.theme == .colorBlind)
        #expect(!settings.takesMouse && !settings.showsHints)
        #expect(settings.profiles.map(\.name) == [["profile", "lab"]])
    }

    @Test("Several keys, sequences, other names of keys, and none")
    func keys() {
        let settings = settings(
            "[keys]\nsubmit = ['S', 'F8', 'g z', 'ctrl-x']\nmark-all = []\ntoggle-hidden = 'space'\nmark='K'\n")
        #expect(settings.problems.isEmpty, "\(settings.problems)")
        let keymap = settings.keymap
        for keys: [Key] in [
            [.character("S")], [.function(8)], [.character("g"), .character("z")], [.control("x")],
        ] {
            #expect(keymap.match(keys, in: .files) == .action(.submit))
        }
        #expect(keymap.match([.character("s")], in: .files) != .action(.submit))
        #expect(keymap.match([.character("a")], in: .files) != .action(.markAll))
        #expect(keymap.match([.character(" ")], in: .files) == .action(.toggleHidden))
        #expect(keymap.match([.character("g"), .character("g")], in: .files) == .action(.top))
        #expect(keymap.keyName(.markAll) == ":mark-all")
    }

    @Test("A wish takes the key from a default, in the shared places only, and both actions are named")
    func clashWithDefault() {
        let settings = settings("[keys]\nsubmit = 'x'\n")
        #expect(settings.keymap.match([.character("x")], in: .files) == .action(.submit))
        #expect(settings.keymap.match([.character("x")], in: .queue) == .action(.cancelJob))
        #expect(settings.problems.map(\.line) == [2])
        let message = settings.problems.first?.message ?? ""
        #expect(message.contains("submit") && message.contains("cancel-job"), "\(message)")
    }

    @Test("Swapping two keys is no clash, nor is a key of an action that is unbound")
    func swap() {
        #expect(settings("[keys]\nsubmit = 'x'\ncancel-job = 's'\n").problems.isEmpty)
        #expect(settings("[keys]\nsubmit = 'x'\ncancel-job = []\n").problems.isEmpty)
    }

    @Test("Of two wishes for one key the first counts, also where one is the beginning of the other")
    func clashOfWishes() {
        let same = settings("[keys]\nsubmit = 'T'\nmark = ['T', 'W']\n")
        #expect(same.keymap.match([.character("T")], in: .files) == .action(.submit))
        #expect(same.keymap.match([.character("W")], in: .files) == .action(.mark))
        #expect(same.problems.map(\.line) == [3])
        #expect(same.problems.first?.message.contains("line 2") == true)
        let longer = settings("[keys]\nsubmit = 'g'\n")
        #expect(longer.keymap.match([.character("g")], in: .files) == .action(.submit))
        #expect(longer.problems.contains { $0.message.contains("so top has lost g g") })
        #expect(longer.keymap.match([.character("g"), .character("g")], in: .queue) == .action(.top))
    }

    @Test(
        "What makes no sense is told with its line and what to do, and the default stays",
        arguments: [
            ("theme = 'pink'", "there are auto, dark, light, color-blind, mono"), ("mouse = 'yes'", "true or false"),
            ("teme = 'dark'", "teme is unknown"), ("theme = true", "a name in quotes"),
            ("[key]", "there are [keys]"), ("[keys]\nsubmitt = 's'", "did you mean submit?"),
            ("[keys]\nsubmit = true", "takes keys in quotes"), ("[keys]\nsubmit = 'ctrl-i'", "write tab"),
            ("[keys]\nsubmit = 'alt-x'", "Alt"), ("[keys]\nsubmit = 'shift-a'", "is written A"),
            ("[keys]\nsubmit = 'foo'", "is no key"), ("[keys]\nsubmit = ''", "no key"),
            ("[keys]\ninterrupt = []", "needs a key"),
        ])
    func refuses(text: String, words: String) {
        let settings = settings(text)
        #expect(settings.problems.count == 1)
        #expect(settings.problems.first?.line == (text.contains("\n") ? 2 : 1))
        #expect(settings.problems.first?.message.contains(words) == true, "\(settings.problems)")
        #expect(settings.keymap == .standard)
        #expect(settings.theme == .automatic && settings.takesMouse)
    }

    @Test("The example says what holds: with every # before a setting taken away it changes nothing")
    func example() {
        #expect(Settings(ConfigDocument(parsing: ConfigExample.text)) == .standard)
        let lines = ConfigExample.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.contains(" = ") && line.hasPrefix("# ") && !line.contains("list, []")
                ? String(line.dropFirst(2)) : String(line)
        }
        let settings = settings(lines.joined(separator: "\n"))
        #expect(settings.problems.isEmpty, "\(settings.problems)")
        for context in KeyContext.allCases {
            for action in Action.allCases {
                // An action with other keys in some places gets one set of keys for all.
                guard let binding = Keymap.standard.bindings.first(where: { $0.action == action }),
                    binding.contexts.contains(context)
                else { continue }
                for sequence in binding.sequences {
                    #expect(settings.keymap.match(sequence, in: context) == .action(binding.action))
                }
            }
        }
        for action in Action.allCases { #expect(ConfigExample.text.contains("# \(action.name) = "), "\(action)") }
    }

    @Test("Problems are in the footer at the start, and do not stop it")
    func footer() {
        var scene = Scene(rows: 24, columns: 120)
        scene.model.settings = settings("theme = 'pink'\n[keys]\nsubmit = 'foo'\n")
        scene.send(.started(TerminalCapabilities(colors: .trueColor, unicode: true)))
        #expect(
            scene.screen.contains("The configuration has 2 problems (top5 config check); line 1: There is no theme"))
    }

    @Test("Sentences, footer and help name the user's keys")
    func shownEverywhere() {
        var scene = Scene(rows: 60, columns: 120)
        scene.model.settings = settings("[keys]\nsubmit = 'F5'\nmark = 'F6'\nhelp = 'F7'\nparent=['h']\n")
        scene.goLive()
        scene.fill(Fixtures.photos, facts: Fixtures.photoFacts)
        #expect(scene.screen.contains("Mark images with F6, then press F5."))
        #expect(scene.screen.contains("F5 classify") && scene.screen.contains("F7 help"))
        scene.press(.character("Z"))
        #expect(scene.screen.contains("F7 shows every key"))
        scene.press(.function(7))
        #expect(scene.screen.contains(/F5 +classify the marked/))
        #expect(!scene.screen.contains(#/ s +classify the marked/#))
    }
}
