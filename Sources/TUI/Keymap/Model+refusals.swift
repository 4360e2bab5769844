import API

/// Why a key can't act now, in one sentence for the footer; nil when it can. Each area answers for its own actions.
extension Model {
    package func refusal(of action: Action) -> String? {
        // In a menu, a review and a comparison keys are about these alone.
        if keyContext.isOfResults { return resultsRefusal(of: action) }
        if isSheetShown, let refusal = sheetRefusal(of: action) { return refusal }
        if isSheetShown, !Action.actOnSheetItem.contains(action) { return nil }
        if action == .sheet { return sheetOpeningRefusal }
        return resultsRefusal(of: action) ?? movingRefusal(of: action) ?? queueRefusal(of: action)
            ?? (isOfQueue(action) ? nil : filesRefusal(of: action)) ?? jobRefusal(of: action)
    }

    package func canAct(_ action: Action) -> Bool { refusal(of: action) == nil }

    private func filesRefusal(of action: Action) -> String? {
        switch action {
        case .mark: markRefusal
        case .markAll: hasMarkable ? nil : Strings.nothingToMark
        case .unmarkAll: files.marks.isEmpty ? Strings.noMarks : nil
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
        let paths = files.marks.isEmpty ? files.currentFile.map { [files.path(of: $0)] } ?? [] : files.marks
        if paths.isEmpty { return Strings.nothingToSubmit(keymap) }
        let areUnderWay = paths.allSatisfy { uploads.outcomes[$0]?.isUnderWay == true }
        return areUnderWay ? Strings.allUnderWay : nil
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
