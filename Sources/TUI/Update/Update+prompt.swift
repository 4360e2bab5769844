/// The line that is typed in the footer.
extension Update {
    static func openPrompt(_ model: inout Model) {
        if model.isWatching {
            model.prompt = Prompt(purpose: .filterLog, text: model.log.filter)
            return
        }
        model.prompt =
            model.list == .queue
            ? Prompt(purpose: .filterQueue, text: model.queue.filter)
            : Prompt(purpose: .narrowFiles, text: model.files.narrow)
        completeFilter(&model)
    }

    /// - Returns: nil when the prompt leaves the key to the key table.
    static func promptKey(_ key: Key, _ model: inout Model) -> [Effect]? {
        switch key {
        case .enter: return finishPrompt(&model)
        case .escape: return abandonPrompt(&model)
        case .control("c"), .control("l"), .control("z"): return nil
        case .control("s") where model.prompt?.purpose == .filterQueue:
            openNaming(model.prompt?.field.string ?? "", &model)
            return []
        case .tab, .backTab, .up, .down:
            if filterKey(key, &model) { return [] }
            return nil
        case .pageUp, .pageDown: return nil
        default: edit(key, &model)
        }
        promptChanged(&model)
        return []
    }

    private static func edit(_ key: Key, _ model: inout Model) {
        switch key {
        case .character(let character): model.prompt?.field.insert(String(character))
        case .backspace: model.prompt?.field.deleteBackward()
        case .delete, .control("d"): model.prompt?.field.deleteForward()
        case .control("w"): model.prompt?.field.deleteWord()
        case .control("u"): model.prompt?.field.clear()
        case .left, .control("b"): model.prompt?.field.move(by: -1)
        case .right, .control("f"): model.prompt?.field.move(by: 1)
        case .home, .control("a"): model.prompt?.field.moveToStart()
        case .end, .control("e"): model.prompt?.field.moveToEnd()
        default: break
        }
    }

    static func promptChanged(_ model: inout Model) {
        narrowFromPrompt(&model)
        completeFilter(&model)
    }

    /// The picker narrows with every letter.
    private static func narrowFromPrompt(_ model: inout Model) {
        guard let prompt = model.prompt else { return }
        if prompt.purpose == .filterLog { model.log.setFilter(prompt.field.string) }
        guard prompt.purpose == .narrowFiles else { return }
        let name = model.files.current?.name
        model.files.narrow = prompt.field.string
        model.files.arrange(keeping: name)
        if model.files.current == nil, !model.files.visible.isEmpty { model.files.cursor = model.files.parentLines }
    }

    private static func finishPrompt(_ model: inout Model) -> [Effect] {
        guard let prompt = model.prompt else { return [] }
        switch prompt.purpose {
        case .narrowFiles, .filterLog:
            model.prompt = nil
            return []
        case .filterQueue: return applyFilter(prompt.field.string, &model)
        case .nameFilter(let filter): return keepFilter(filter, as: prompt.field.string, &model)
        case .find:
            model.prompt = nil
            model.queue.find.word = prompt.field.string
            findNext(.forward, &model)
            return []
        }
    }

    private static func abandonPrompt(_ model: inout Model) -> [Effect] {
        guard let prompt = model.prompt else { return [] }
        model.prompt = nil
        switch prompt.purpose {
        case .narrowFiles:
            model.files.narrow = ""
            model.files.arrange(keeping: model.files.current?.name)
            return []
        case .filterQueue: return setFilter("", &model)
        case .filterLog:
            model.log.setFilter("")
            return []
        case .nameFilter: return []
        case .find:
            model.queue.find.word = ""
            return []
        }
    }

    /// Esc: closes what is open, then ends a filter, and never quits.
    static func goBack(_ model: inout Model) -> [Effect] {
        if model.overlay != nil {
            model.overlay = nil
        } else if model.isWatching {
            leaveWatching(&model)
        } else if model.list == .queue, model.queue.seeksEnd {
            model.queue.seeksEnd = false
        } else if model.list == .queue, model.queue.find.seeks != nil {
            model.queue.find.seeks = nil
        } else if model.list == .queue, model.queue.marks.anchor != nil {
            endJobRange(&model)
        } else if model.list == .queue, !model.queue.filter.isEmpty {
            return setFilter("", &model)
        } else if model.list == .files, !model.files.narrow.isEmpty {
            model.files.narrow = ""
            model.files.arrange(keeping: model.files.current?.name)
        } else if model.layout.shape == .single, model.focus != model.list {
            setFocus(model.list, &model)
        }
        return []
    }
}
