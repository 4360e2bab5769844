/// The palette, the help's own words, themes, the mouse and tips.
extension Strings {
    static let palette = "Commands"
    static let paletteKeys = "Enter runs   Tab completes   Up recalls   Esc closes"
    static func noSuchCommand(_ text: String) -> String { "No command here is called \"\(text)\"." }
    static let filterArgument = "state:failed cat -dog"
    static let sortArgument = "-finished"
    static func unknownOrder(_ text: String) -> String {
        "There is no order \"\(text)\"; there are \(JobOrder.allCases.map(\.rawValue).joined(separator: ", "))."
    }
    static let gotoArgument = "~/pictures"
    static let themeArgument = "auto, dark, light, color-blind or mono"

    static let helpPalette = "find every command by a few letters of its name"
    static let helpTheme = "other colours: :theme light"
    static let helpMouse = "give the mouse to the terminal, for marking text, or take it back"
    static let helpSearch = "search in this help"
    static let hintPalette = "commands"
    static let hintSearch = "search"
    static func helpHere(_ place: String) -> String { "Here, \(place)" }
    static func helpElsewhere(_ group: String) -> String { "\(group), elsewhere" }
    static func helpNothingFound(_ text: String) -> String { "Nothing here contains \"\(text)\"." }
    static let configHelp =
        "Every key can be changed: top5 config example shows how, top5 config path where, top5 config check what is wrong."

    static func themeIs(_ name: String) -> String { "The theme is \(name) until you quit; the configuration keeps it." }
    static func themeWithoutColors(_ name: String) -> String {
        "The theme is \(name), but this terminal shows no colours (NO_COLOR or TERM)."
    }

    static func mouseGiven(_ key: String) -> String {
        "The mouse marks text in the terminal now; \(key) takes it back."
    }
    static func mouseTaken(_ key: String) -> String {
        "The mouse works here again; \(key) gives it to the terminal for marking text."
    }
    static let finishPromptFirst = "Finish the line first: Enter applies it, Esc leaves it."
    static let nothingToPasteInto =
        "There is no line to paste into: open one first, such as the filter or the commands."

    static let hidesTip = "hides this"
    static func tip(_ tip: Tip, _ keys: Keymap) -> String {
        switch tip {
        case .classify: "\(keys.keyName(.mark)) marks an image, \(keys.keyName(.submit)) has it classified."
        case .queue: "\(keys.keyName(.nextPane)) goes to the queue; \(keys.keyName(.open)) there shows all of a job."
        case .palette: "\(keys.keyName(.palette)) finds every command, \(keys.keyName(.help)) shows every key."
        case .filter: "\(keys.keyName(.filter)) filters: state:failed, client:…, or a word of the name."
        case .mouse: "\(keys.keyName(.toggleMouse)) gives the mouse to the terminal for marking text."
        }
    }
}
