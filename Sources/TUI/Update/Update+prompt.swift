/// The line that is typed in the footer.
extension Update {
    static func openPrompt(_ model: inout Model) {
        if case .help = model.overlay {
            model.prompt = Prompt(purpose: .searchHelp, text: model.help.search)
            return
        }
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
        if isForTheTable(key, model) { return nil }
        if let effects = resultsPromptKey(key, &model) { return effects }
        if let effects = pickingPromptKey(key, &model) { return effects }
        switch key {
        case .enter: return finishPrompt(&model)
        case .escape: return abandonPrompt(&model)
        case .control("s") where model.prompt?.purpose == .filterQueue:
            openNaming(model.prompt?.field.string ?? "", &model)
            return []
        case .tab, .backTab, .up, .down:
            if filterKey(key, &model) { return [] }
            return nil
        case .pageUp, .pageDown: return nil
        default: model.prompt?.field.edit(key)
        }
        promptChanged(&model)
        return pickingPromptTyped(&model)
    }

    /// Leaving, suspending and redrawing work while something is typed, unless their key is a letter.
    static func isForTheTable(_ key: Key, _ model: Model) -> Bool {
        if case .character = key { return false }
        guard case .action(let action) = model.keymap.match([key], in: model.keyContext) else { return false }
        return [.interrupt, .suspend, .redraw].contains(action)
    }

    static func promptChanged(_ model: inout Model) {
        narrowFromPrompt(&model)
        completeFilter(&model)
    }

    /// The picker and the help narrow with every letter.
    private static func narrowFromPrompt(_ model: inout Model) {
        guard let prompt = model.prompt else { return }
        if prompt.purpose == .filterLog { model.log.setFilter(prompt.field.string) }
        if prompt.purpose == .searchHelp { model.help.search = prompt.field.string }
        guard prompt.purpose == .narrowFiles, prompt.field.string != model.files.narrow else { return }
        setNarrow(prompt.field.string, &model)
        if model.files.current == nil, !model.files.visible.isEmpty { model.files.cursor = model.files.parentLines }
    }

    private static func finishPrompt(_ model: inout Model) -> [Effect] {
        guard let prompt = model.prompt else { return [] }
        switch prompt.purpose {
        case .narrowFiles, .filterLog, .searchHelp:
            model.prompt = nil
            return []
        case .confirm(let action):
            model.prompt = nil
            return confirm(action, typed: prompt.field.string, &model)
        case .markGlob, .goToPath: return []
        case .filterQueue: return applyFilter(prompt.field.string, &model)
        case .nameFilter(let filter): return keepFilter(filter, as: prompt.field.string, &model)
        case .find:
            model.prompt = nil
            model.queue.find.word = prompt.field.string
            findNext(.forward, &model)
            return []
        case .exportPath(let subject, let format):
            model.prompt = nil
            return finishExportPrompt(prompt.field.string, subject, format, &model)
        case .reviewLabel:
            model.prompt = nil
            finishLabelPrompt(prompt.field.string, &model)
            return []
        }
    }

    private static func abandonPrompt(_ model: inout Model) -> [Effect] {
        guard let prompt = model.prompt else { return [] }
        model.prompt = nil
        switch prompt.purpose {
        case .narrowFiles:
            setNarrow("", &model)
            return []
        case .markGlob, .goToPath: return []
        case .filterQueue: return setFilter("", &model)
        case .confirm:
            say(Strings.notConfirmed(model.profile.name), in: &model)
            return []
        case .filterLog:
            model.log.setFilter("")
            return []
        case .nameFilter: return []
        case .find:
            model.queue.find.word = ""
            return []
        case .searchHelp:
            model.help.search = ""
            return []
        case .exportPath: return []
        case .reviewLabel:
            model.results.review?.completion = nil
            return []
        }
    }

    /// Esc: closes what is open, then ends a filter, and never quits.
    static func goBack(_ model: inout Model) -> [Effect] {
        if case .help = model.overlay, !model.help.search.isEmpty {
            model.help.search = ""
        } else if model.overlay != nil {
            closeOverlay(&model)
        } else if model.isWatching {
            leaveWatching(&model)
        } else if model.list == .files, model.files.range != nil {
            model.files.range = nil
        } else if model.list == .files, model.files.tree != nil {
            return stopTree(&model)
        } else if model.list == .queue, model.queue.seeksEnd {
            model.queue.seeksEnd = false
        } else if model.list == .queue, model.queue.find.seeks != nil {
            model.queue.find.seeks = nil
        } else if model.list == .queue, model.queue.marks.anchor != nil {
            endJobRange(&model)
        } else if model.list == .queue, !model.queue.filter.isEmpty {
            return setFilter("", &model)
        } else if model.list == .files, !model.files.narrow.isEmpty {
            setNarrow("", &model)
        } else if model.layout.shape == .single, model.focus != model.list {
            setFocus(model.list, &model)
        } else if let tip = model.tip {
            model.memory.dismiss(tip)
        }
        return []
    }

    /// The help gives way to what it was opened over.
    static func closeOverlay(_ model: inout Model) {
        if case .help = model.overlay {
            model.overlay = model.help.returnsTo
            model.help = HelpState()
        } else {
            model.overlay = nil
        }
    }
}
