/// What the user may set, read from the configuration file. Nothing in the file stops the dashboard: what can't be used
/// is a problem to be told, and the default stays.
package struct Settings: Sendable, Equatable {
    package var keymap = Keymap.standard
    package var theme = ThemeChoice.automatic
    /// The mouse clicks and scrolls in the dashboard instead of marking text in the terminal.
    package var takesMouse = true
    /// Tips for beginners, each shown once.
    package var showsHints = true
    /// Sections `[profile.NAME]` or `[profiles.NAME]`, for those who connect.
    package private(set) var profiles: [ConfigDocument.Section] = []
    package internal(set) var problems: [ConfigProblem] = []
    /// The first line within those sections that can't be read: a misspelt `production = true` must not pass.
    package private(set) var profileProblem: ConfigProblem?

    package static let standard = Settings()

    package init() {}

    /// - Parameter message: why the file can't be read.
    package init(unreadable message: String) {
        problems = [ConfigProblem(line: nil, message)]
    }

    package init(_ document: ConfigDocument) {
        problems = document.problems
        for section in document.sections {
            switch section.name.first {
            case nil: takeGeneral(section)
            case "keys" where section.name.count == 1: takeKeys(section)
            case "profile" where section.name.count == 2, "profiles" where section.name.count == 2:
                profiles.append(section)
            default:
                problems.append(
                    ConfigProblem(
                        line: section.line, Strings.unknownSection(ConfigDocument.heading(section.name))))
            }
        }
        for section in profiles {
            let end = document.sections.map(\.line).filter { $0 > section.line }.min() ?? .max
            profileProblem = profileProblem ?? document.problems.first { (section.line..<end).contains($0.line ?? 0) }
        }
        problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    private mutating func takeGeneral(_ section: ConfigDocument.Section) {
        for entry in section.entries {
            switch (entry.key, entry.value) {
            case ("theme", .string(let name)):
                if let choice = ThemeChoice(name: name) {
                    theme = choice
                } else {
                    problems.append(ConfigProblem(line: entry.line, Strings.unknownTheme(name)))
                }
            case ("mouse", .toggle(let value)): takesMouse = value
            case ("hints", .toggle(let value)): showsHints = value
            case ("theme", _): problems.append(ConfigProblem(line: entry.line, Strings.themeIsText))
            case ("mouse", _), ("hints", _):
                problems.append(ConfigProblem(line: entry.line, Strings.trueOrFalse(entry.key)))
            default: problems.append(ConfigProblem(line: entry.line, Strings.unknownSetting(entry.key)))
            }
        }
    }

    private mutating func takeKeys(_ section: ConfigDocument.Section) {
        var wishes: [KeyWish] = []
        for entry in section.entries {
            guard let action = Action.named(entry.key) else {
                let near = Fuzzy.nearest(entry.key, among: Action.allCases.map(\.name))
                problems.append(ConfigProblem(line: entry.line, Strings.unknownAction(entry.key, near: near)))
                continue
            }
            guard let texts = entry.value.strings else {
                problems.append(ConfigProblem(line: entry.line, Strings.keysAreText(entry.key)))
                continue
            }
            var wish = KeyWish(action: action, sequences: [], line: entry.line)
            for text in texts {
                do throws(KeyNotationError) {
                    wish.sequences.append(try KeyNotation.parse(text))
                } catch {
                    problems.append(ConfigProblem(line: entry.line, error.message))
                }
            }
            // A list of which nothing could be read leaves the default in place.
            if texts.isEmpty || !wish.sequences.isEmpty { wishes.append(wish) }
        }
        problems += keymap.apply(wishes)
    }
}
