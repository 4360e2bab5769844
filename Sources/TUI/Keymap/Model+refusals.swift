import API

/// Why a key can't act now, in one sentence for the footer; nil when it can. Each area answers for its own actions.
extension Model {
    package func refusal(of action: Action) -> String? {
        // In a menu, a review and a comparison keys are about these alone.
        if keyContext.isOfResults { return resultsRefusal(of: action) }
        if case .picking(let screen) = overlay { return pickingRefusal(of: action, on: screen) }
        if isSheetShown, let refusal = characterRefusal(of: action) { return refusal }
        if isSheetShown, let refusal = sheetRefusal(of: action) { return refusal }
        if isSheetShown, !Action.actOnSheetItem.contains(action) { return nil }
        if action == .sheet { return sheetOpeningRefusal }
        if let refusal = characterRefusal(of: action) { return refusal }
        return resultsRefusal(of: action) ?? screenRefusal(of: action) ?? movingRefusal(of: action)
            ?? queueRefusal(of: action)
            ?? (isOfQueue(action) ? nil : filesRefusal(of: action)) ?? jobRefusal(of: action)
    }

    package func canAct(_ action: Action) -> Bool { refusal(of: action) == nil }

    private func filesRefusal(of action: Action) -> String? {
        switch action {
        case .mark where files.range != nil: nil
        case .mark: markRefusal
        case .showMarks: files.marked.isEmpty ? Strings.noMarks : nil
        case .showRecents: files.recents.folders.isEmpty ? Strings.noRecents : nil
        case .goHome: files.home == nil ? Strings.noHome : nil
        case .markRange: files.lineCount == 0 ? Strings.nothingToMark : nil
        case .pauseSending, .stopSending: uploads.isBusy ? nil : Strings.nothingBeingSent
        case .markAll: hasMarkable ? nil : Strings.nothingToMark
        case .unmarkAll: files.marked.isEmpty && files.range == nil ? Strings.noMarks : nil
        case .submit: submitRefusal
        default: nil
        }
    }

    private var markRefusal: String? {
        switch files.current?.kind {
        case .file: nil
        case .folder, nil: Strings.cannotMarkFolder(keymap)
        case .other, .brokenLink: Strings.cannotMarkOther
        }
    }

    private var hasMarkable: Bool { files.visible.contains { isMarkable($0) } }

    /// What the service would take; what has not been looked at yet is judged by its name.
    func isMarkable(_ entry: FileEntry) -> Bool {
        guard entry.kind == .file else { return false }
        return switch verdict(of: entry) {
        case .acceptable: true
        case .unknown: entry.looksLikeImage
        case .refused, .notAnImage: false
        }
    }

    private var submitRefusal: String? {
        if files.range != nil { return nil }
        // Marks on their way are sorted out when they are sent: asking for each of many would cost every frame.
        guard files.marked.isEmpty else { return nil }
        guard let file = files.currentFile else { return Strings.nothingToSubmit(keymap) }
        return uploads.outcomes[files.path(of: file)]?.isUnderWay == true ? Strings.allUnderWay : nil
    }

    private func pickingRefusal(of action: Action, on screen: PickingScreen) -> String? {
        switch (screen, action) {
        case (.preflight, .unmarkAll): preflight?.refused.isEmpty == false ? nil : Strings.nothingRefused
        case (.preflight, .open): preflight?.hasSomethingToSend == true ? nil : Strings.nothingToSend
        default: nil
        }
    }

    private func jobRefusal(of action: Action) -> String? {
        switch action {
        case .cancelJob where hasMarkedJobs, .retryJob where hasMarkedJobs: return nil
        case .cancelJob:
            if let path = subjectFile, uploads.outcomes[path]?.isUnderWay == true { return nil }
            guard let job = subjectJob else { return missingJob }
            guard job.status.isFinished else { return nil }
            return Strings.cannotCancel(Shown.name(job.image.name), Strings.sentence(job.status))
        case .retryJob:
            guard let job = subjectJob else { return missingJob }
            if job.status == .failed || job.status == .cancelled { return nil }
            return Strings.cannotRetry(Shown.name(job.image.name), Strings.sentence(job.status))
        default: return nil
        }
    }

    private var missingJob: String {
        guard keyContext != .queue, let name = subjectFile?.name else { return Strings.noJobHere }
        return Strings.noJobOfFile(name, keymap)
    }
}
