/// From keys to actions.
extension Update {
    static func keyPressed(_ key: Key, _ model: inout Model) -> [Effect] {
        model.note = nil
        guard model.layout.shape != .tooSmall || isAlwaysAllowed(key, model) else { return [] }
        if model.palette != nil, let effects = paletteKey(key, &model) { return effects }
        if model.prompt != nil, let effects = promptKey(key, &model) { return effects }
        let keys = model.pendingKeys + [key]
        model.pendingKeys = []
        let context = model.keyContext
        switch model.keymap.match(keys, in: context) {
        case .action(let action): return perform(action, &model)
        case .partial:
            model.pendingKeys = keys
            return []
        case .elsewhere(_, let place):
            say(Strings.elsewhere(Key.name(of: keys), Strings.context(place), model.keymap), in: &model)
        case .unbound:
            say(Strings.unbound(Key.name(of: keys), model.keymap), in: &model)
        }
        return []
    }

    static func pasted(_ text: String, _ model: inout Model) -> [Effect] {
        if model.palette != nil {
            pasteIntoPalette(text, &model)
            return []
        }
        guard model.prompt != nil else { return pastedPaths(text, &model) }
        model.prompt?.field.insert(text)
        promptChanged(&model)
        return pickingPromptTyped(&model)
    }

    /// Also on a screen that is too small to show anything.
    private static func isAlwaysAllowed(_ key: Key, _ model: Model) -> Bool {
        guard case .action(let action) = model.keymap.match([key], in: model.keyContext) else { return false }
        return [.quit, .close, .interrupt, .suspend, .redraw].contains(action)
    }

    static func perform(_ action: Action, _ model: inout Model) -> [Effect] {
        model.memory.learned(from: action)
        if let effects = resultsAction(action, &model) { return effects }
        if let effects = pickingAction(action, &model) { return effects }
        if let refusal = model.refusal(of: action) {
            say(refusal, in: &model)
            return []
        }
        if asksFirst(action, &model) { return [] }
        if model.isSheetShown, let effects = sheetAction(action, &model) { return effects }
        switch action {
        case .up: move(by: -1, &model)
        case .down: move(by: 1, &model)
        case .pageUp: move(by: -model.pageSize, &model)
        case .pageDown: move(by: model.pageSize, &model)
        case .top: moveToTop(&model)
        case .bottom: moveToBottom(&model)
        case .parent: return enterParent(&model)
        case .enter: return open(&model, includingFiles: false)
        case .open: return open(&model, includingFiles: true)
        case .nextPane: moveFocus(by: 1, &model)
        case .previousPane: moveFocus(by: -1, &model)
        case .back: return goBack(&model)
        case .close: if model.isWatching { leaveWatching(&model) } else { closeOverlay(&model) }
        case .mark where model.list == .queue: toggleJobMark(&model)
        case .markAll where model.list == .queue: markAllJobs(&model)
        case .unmarkAll where model.list == .queue: model.queue.marks = JobMarks()
        case .markRange where model.list == .queue: toggleJobRange(&model)
        case .forgetJob, .undo, .find, .nextMatch, .previousMatch, .sort, .savedFilters, .chooseModel, .pick,
            .saveFilter, .deleteFilter, .pauseQueue, .quietWorker, .drainWorker, .confirm, .decline, .sendAndQuit,
            .dropAndQuit:
            return performInQueue(action, &model)
        case .mark, .markAll, .unmarkAll, .invertMarks, .markRange, .markGlob, .markTree, .showMarks, .sortFiles,
            .goToPath, .goHome, .showRecents, .pauseSending, .stopSending:
            return pick(action, &model)
        case .submit: return submitSelection(&model)
        case .toggleHidden: toggleHidden(&model)
        case .filter: openPrompt(&model)
        case .cancelJob: return act(.cancel, &model)
        case .retryJob: return act(.retry, &model)
        case .showMain: show(.main, &model)
        case .showStats: show(.stats, &model)
        case .showLog: show(.log, &model)
        case .showProfiles: return showProfiles(&model)
        case .shorterRange: changeRange(by: -1, &model)
        case .longerRange: changeRange(by: 1, &model)
        case .holdLog: holdLog(&model)
        case .help: toggleHelp(&model)
        case .palette: model.palette = Palette()
        case .theme: setTheme(model.settings.theme.next, &model)
        case .toggleMouse: return toggleMouse(&model)
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit: quit(&model)
        case .interrupt: model.hasQuit = true
        case .yes where model.held.contains(where: { !$0.isSent }): model.overlay = .question(.leave)
        case .yes: model.hasQuit = true
        case .no: model.overlay = nil
        case .sheet: openSheet(&model)
        case .left, .right: break
        // Done above, where they can be.
        default: break
        }
        return []
    }

    private static func toggleHelp(_ model: inout Model) {
        if case .help = model.overlay { return closeOverlay(&model) }
        model.help = HelpState(context: model.keyContext, returnsTo: model.overlay)
        model.overlay = .help(scroll: 0)
    }

    private static func quit(_ model: inout Model) {
        if model.uploads.isBusy {
            model.overlay = .quitQuestion
        } else if model.held.contains(where: { !$0.isSent }) {
            model.overlay = .question(.leave)
        } else if model.results.export != nil {
            model.results.layer = .question(.quitDuringExport)
        } else {
            model.hasQuit = true
        }
    }
}

extension Model {
    package var keyContext: KeyContext {
        switch results.layer {
        case .menu: return .formats
        case .models: return .models
        case .question: return .ask
        case nil: break
        }
        return switch overlay {
        case .job, .file: .detail
        case .help: .help
        case .profiles: .profiles
        case .quitQuestion: .question
        case .picking(.marks): .marks
        case .picking(.preflight): .preflight
        case .picking(.recents): .recents
        case .picking(.stopQuestion): .stopQuestion
        case .menu: .menu
        case .question(.leave): .leaving
        case .question: .confirmation
        case .review: .review
        case .comparison: .comparison
        case nil where screen == .stats: .stats
        case nil where screen == .log: .log
        case nil where sheet != nil: .sheet
        case nil: list == .queue ? .queue : .files
        }
    }

    /// Lines that a page key moves by.
    var pageSize: Int {
        switch overlay {
        case nil where screen == .log: max(1, layout.logRows - 1)
        case nil: max(1, (list == .queue ? layout.queueRows : layout.filesRows) - 1)
        default: max(1, layout.body.rows - 3)
        }
    }
}
