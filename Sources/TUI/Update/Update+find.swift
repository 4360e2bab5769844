/// Going from match to match of a word in the list.
extension Update {
    static func openFind(_ model: inout Model) {
        model.prompt = Prompt(purpose: .find, text: "")
    }

    static func findNext(_ direction: FindState.Direction, _ model: inout Model) {
        let word = model.queue.find.word
        guard !word.isEmpty else {
            model.queue.find.seeks = nil
            openFind(&model)
            return
        }
        switch model.queue.find(word, from: model.queue.selectedLine ?? 0, direction) {
        case .line(let line, let hasWrapped):
            model.queue.find.seeks = nil
            select(line: line, &model)
            if hasWrapped { say(Strings.findWrapped(direction == .forward), in: &model) }
        case .notLoaded: model.queue.find.seeks = direction
        case .nothing:
            model.queue.find.seeks = nil
            say(Strings.nothingFound(word), in: &model)
        }
    }
}
