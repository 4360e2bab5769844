/// What stands beside the picker's own prompts.
enum PickingPrompt {
    /// nil for the prompts of others.
    static func hint(_ prompt: Prompt, _ model: Model, _ theme: Theme, room: Int) -> Line? {
        switch prompt.purpose {
        case .markGlob:
            guard let glob = model.files.glob else { return nil }
            guard let matches = glob.matches else { return Line(Strings.countingMatches, theme.dim) }
            return Line(
                Strings.globMatches(matches.count, Shown.bytes(glob.bytes), unmarks: glob.unmarks),
                matches.isEmpty ? theme.bad : theme.mark)
        case .goToPath:
            guard let completion = model.files.completion else { return nil }
            guard !completion.names.isEmpty else { return Line(Strings.noCompletion, theme.bad) }
            return names(completion, theme, room: room)
        default: return nil
        }
    }

    /// As many of the names as there is room for.
    private static func names(_ completion: PathCompletion, _ theme: Theme, room: Int) -> Line {
        var line = Line.empty
        for (index, name) in completion.names.enumerated() {
            let rest = completion.names.count - index - 1
            let more = rest > 0 ? " +\(Shown.count(rest))" : ""
            let next = Line((index == 0 ? "" : "  ") + ShownText.sanitise(name), theme.folder)
            if line.width + next.width + more.count > room {
                let left = completion.names.count - index
                return line + Line(line.spans.isEmpty ? Shown.count(left) : " +\(Shown.count(left))", theme.dim)
            }
            line += next
        }
        return line
    }
}
