package import Foundation

/// The only place that changes the model: a message in, effects out. Pure, so that every step can be tested without I/O.
package enum Update {
    package static func apply(_ message: Message, at now: Date, to model: inout Model) -> [Effect] {
        model.now = now
        var effects: [Effect] = []
        switch message {
        case .started(let capabilities):
            model.capabilities = capabilities
            effects = start(&model)
        case .terminal(let event): effects = terminal(event, &model)
        case .follower(let event): effects = follower(event, &model)
        case .wake: model.wakeAt = nil
        case .frameDue: return []
        case .linkIsSlow: foundSlow(&model)
        case .profileChecked(let name, let check): model.profileChecks[name] = check
        case .serviceOpened(let name, let error): effects = serviceOpened(name, error, &model)
        case .folder(let folder, let result): folderRead(folder, result, &model)
        case .folderPart(let folder, let listing): folderPart(folder, listing, &model)
        case .folderChanged(let folder): folderChanged(folder, &model)
        case .arranged(let generation, let entries): model.files.show(entries, generation: generation)
        case .globMatched(let pattern, let matches): effects = globMatched(pattern, matches, &model)
        case .tree(let number, let batch): treeWalked(number, batch, &model)
        case .pasted(let files): effects = pasted(files, &model)
        case .completed(let completion): completed(completion, &model)
        case .located(let path, let result): effects = located(path, result, &model)
        case .recents(let folders): recentsLoaded(folders, &model)
        case .preflight(let number, let part): effects = preflightChecked(number, part, &model)
        case .inspected(let facts): inspected(facts, &model)
        case .preview(let request, let result): previewLoaded(request, result, &model)
        case .thumbnail(let request, let result): thumbnailLoaded(request, result, &model)
        case .sent(let bytes): sent(bytes, &model)
        case .submitted(let item, let result): effects = submitted(item, result, &model)
        case .jobs(let request, let result): effects = jobsLoaded(request, result, &model)
        case .job(let id, let result): jobLoaded(id, result, &model)
        case .limits(let result): if case .success(let limits) = result { model.limits = limits }
        case .models(let result): if case .success(let models) = result { model.models = models }
        case .stats(let result): statsLoaded(result, &model)
        case .workers(let result): workersLoaded(result, &model)
        case .history(let result): historyLoaded(result, &model)
        case .acted(let action, let job, let result): acted(action, job, result, &model)
        case .queue(let message): effects = queue(message, &model)
        case .results(let message): effects = results(message, &model)
        }
        return effects + settle(&model)
    }

    private static func start(_ model: inout Model) -> [Effect] {
        if let problem = model.settings.problems.first {
            say(Strings.configProblems(model.settings.problems.count, problem), .bad, in: &model)
        }
        return openFirstFolder(&model) + [.queue(.readFilters)]
            + (model.settings.takesMouse ? [.setMouse(true)] : [])
    }

    /// What follows from the state as it now is, whatever the message was.
    private static func settle(_ model: inout Model) -> [Effect] {
        if let note = model.note, note.until <= model.now { model.note = nil }
        endGap(&model)
        noteDepth(&model)
        clampScrolling(&model)
        clampPicking(&model)
        var effects: [Effect] = []
        effects += tellTip(&model)
        effects += settleFiles(&model)
        effects += startUploads(&model)
        effects += inspectVisibleFiles(&model)
        effects += loadMoreJobs(&model)
        effects += refreshJobs(&model)
        effects += loadWholeJob(&model)
        effects += sendHeld(&model)
        effects += askForStats(&model)
        effects += arrangeSheet(&model)
        effects += askForWorkers(&model)
        effects += settleResults(&model)
        effects += loadPreview(&model)
        effects += scheduleWake(&model)
        return effects
    }

    private static func terminal(_ event: TerminalEvent, _ model: inout Model) -> [Effect] {
        switch event {
        case .key(let key): return keyPressed(key, &model)
        case .mouse(let event): return mouse(event, &model)
        case .background(let color):
            model.background = color
            return []
        case .paste(let text):
            return pasted(text, &model)
        case .resize(let size):
            model.size = Size(rows: max(0, size.rows), columns: max(0, size.columns))
            adjustFocus(&model)
            return []
        case .capabilities(let capabilities):
            model.capabilities = capabilities
            return []
        case .terminate:
            model.hasQuit = true
            return []
        }
    }

    static func say(_ text: String, _ tone: Note.Tone = .plain, in model: inout Model) {
        let seconds = tone == .bad ? 8.0 : 4.0
        model.note = Note(text: text, tone: tone, until: model.now.addingTimeInterval(seconds))
    }
}
