/// A configuration file with everything in it, each setting behind a `#`: made from the key table, so it is complete.
package enum ConfigExample {
    package static var text: String {
        var lines = Strings.exampleStart
        var known: Set<Action> = []
        for group in KeyBinding.Group.allCases {
            let bindings = Keymap.standard.bindings.filter { $0.group == group && known.insert($0.action).inserted }
            guard !bindings.isEmpty else { continue }
            lines.append("")
            for binding in bindings {
                lines.append("# \(setting(binding.action, binding.sequences))  # \(binding.help)")
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// `submit = ["s", "F5"]`, as the parser reads it.
    static func setting(_ action: Action, _ sequences: [[Key]]) -> String {
        let keys = sequences.map { quoted(Key.name(of: $0)) }
        let value = keys.count == 1 ? keys[0] : "[\(keys.joined(separator: ", "))]"
        return "\(action.name) = \(value)".padded(to: 34)
    }

    private static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
