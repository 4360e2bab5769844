/// The filter's prompt: completion, history, and filters with a name.
extension Update {
    /// Works out what Tab would put in, for what stands in the prompt now.
    static func completeFilter(_ model: inout Model) {
        guard let prompt = model.prompt, prompt.purpose == .filterQueue else { return }
        let completion = FilterCompletion(of: prompt.field.text, cursor: prompt.field.cursor, in: model)
        model.prompt?.completion = completion
        model.prompt?.back = 0
    }

    /// Tab completes, the arrows go through the history.
    /// - Returns: false when the prompt has no use for the key.
    static func filterKey(_ key: Key, _ model: inout Model) -> Bool {
        guard let prompt = model.prompt, prompt.purpose != .narrowFiles else { return false }
        guard prompt.purpose == .filterQueue else { return true }
        switch key {
        case .tab: complete(by: 1, &model)
        case .backTab: complete(by: -1, &model)
        case .up: recall(prompt.back + 1, &model)
        case .down: recall(prompt.back - 1, &model)
        default: return false
        }
        return true
    }

    private static func complete(by step: Int, _ model: inout Model) {
        guard var completion = model.prompt?.completion, !completion.candidates.isEmpty else { return }
        let count = completion.candidates.count
        let index = completion.chosen.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
        let text = completion.candidates[index].text
        model.prompt?.field.replace(completion.range, with: text)
        // A candidate without rivals is done: Tab goes on with what may follow it.
        guard count > 1 else {
            completeFilter(&model)
            return
        }
        completion.range = completion.range.lowerBound..<(completion.range.lowerBound + text.count)
        completion.chosen = index
        model.prompt?.completion = completion
    }

    /// - Parameter back: filters back from what was typed.
    private static func recall(_ back: Int, _ model: inout Model) {
        let history = model.filters.history
        guard var prompt = model.prompt, (0...history.count).contains(back) else { return }
        if prompt.back == 0 { prompt.draft = prompt.field.string }
        prompt.back = back
        prompt.field = TextField(back == 0 ? prompt.draft : history[history.count - back])
        prompt.completion = FilterCompletion()
        model.prompt = prompt
    }

    /// What can't be right is not sent: the prompt stays open, with the reason below it.
    static func applyFilter(_ text: String, _ model: inout Model) -> [Effect] {
        let filter = text.trimmingPrefix { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
        let clean = String(filter)
        if let problem = QueueFilter(text).problem {
            say(problem.sentence, .bad, in: &model)
            return []
        }
        model.prompt = nil
        let isNew = !clean.isEmpty && model.filters.history.last != clean
        model.filters.note(clean)
        return setFilter(clean, &model) + (isNew ? [.queue(.writeFilters(model.filters))] : [])
    }

    /// Asks for the name of a filter that is to be kept.
    static func openNaming(_ filter: String, _ model: inout Model) {
        let clean = filter.trimmingPrefix { $0.isWhitespace }
        guard !clean.isEmpty else {
            say(Strings.noFilterToSave, in: &model)
            return
        }
        model.overlay = nil
        model.prompt = Prompt(purpose: .nameFilter(String(clean)), text: model.filters.name(of: String(clean)) ?? "")
    }

    static func keepFilter(_ filter: String, as text: String, _ model: inout Model) -> [Effect] {
        let name = String(text.trimmingPrefix { $0.isWhitespace }.prefix(60))
        model.prompt = nil
        guard !name.isEmpty else { return [] }
        guard model.filters.save(filter, as: name) else {
            say(Strings.tooManySavedFilters, .bad, in: &model)
            return []
        }
        say(Strings.filterSaved(name), .good, in: &model)
        let effects = filter == model.queue.filter ? [] : setFilter(filter, &model)
        return effects + [.queue(.writeFilters(model.filters))]
    }

    static func deleteFilter(_ model: inout Model) -> [Effect] {
        guard case .menu(var menu) = model.overlay, menu.kind == .filters,
            model.filters.saved.indices.contains(menu.index)
        else { return [] }
        let name = model.filters.saved[menu.index].name
        model.filters.remove(name)
        menu.index = min(menu.index, max(0, model.filters.saved.count - 1))
        model.overlay = model.filters.saved.isEmpty ? nil : .menu(menu)
        say(Strings.filterDeleted(name), in: &model)
        return [.queue(.writeFilters(model.filters))]
    }
}
