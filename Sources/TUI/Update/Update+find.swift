/// Going from match to match of a word in the list.
extension Update {
    static func openFind(_ model: inout Model) {
        model.prompt = Prompt(purpose: .find, text: "")
    }

    /// - Parameter line: where to begin; default: the cursor.
    static func findNext(_ direction: FindState.Direction, from line: Int? = nil, _ model: inout Model) {
        let word = model.queue.find.word
        guard !word.isEmpty else {
            model.queue.find.seeks = nil
            openFind(&model)
            return
        }
        switch model.queue.find(word, from: line ?? model.queue.selectedLine ?? 0, direction) {
        case .line(let line, let hasWrapped):
            model.queue.find.seeks = nil
            select(line: line, &model)
            if hasWrapped { say(Strings.findWrapped(direction == .forward), in: &model) }
        case .notLoaded where direction == .forward: model.queue.find.seeks = direction
        case .notLoaded: say(Strings.findNotLoaded, in: &model)
        case .nothing:
            model.queue.find.seeks = nil
            say(model.queue.hasLinesAbove ? Strings.nothingBelow(word) : Strings.nothingFound(word), in: &model)
        }
    }
}
