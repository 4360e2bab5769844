import API

extension Model {
    /// Why a key of the queue can't act now.
    func queueRefusal(of action: Action) -> String? {
        switch action {
        case .mark where list == .queue && overlay == nil:
            if queue.marks.anchor != nil { return nil }
            if queue.marks.isAll { return Strings.allAreMarked }
            return queue.selected == nil ? Strings.noJobHere : nil
        case .markRange where list == .queue:
            if queue.marks.isAll { return Strings.allAreMarked }
            return queue.selected == nil ? Strings.noJobHere : nil
        case .markAll where list == .queue: return (queue.total ?? 0) > 0 ? nil : Strings.nothingToMarkHere
        case .unmarkAll where list == .queue:
            return queue.marks.isEmpty && queue.marks.anchor == nil ? Strings.noMarks : nil
        case .forgetJob:
            if hasMarkedJobs { return nil }
            guard let job = subjectJob else { return Strings.noJobHere }
            if job.status.isFinished { return nil }
            return Strings.cannotForget(Shown.name(job.image.name), Strings.sentence(job.status))
        case .undo: return held.contains { !$0.isSent } ? nil : Strings.nothingToUndo
        case .saveFilter: return queue.filter.isEmpty ? Strings.noFilterToSave : nil
        case .savedFilters: return filters.saved.isEmpty ? Strings.noSavedFilters : nil
        case .chooseModel: return choosableModels.isEmpty ? Strings.noModels : nil
        case .pauseQueue: return connection == .live ? nil : Strings.notConnected
        case .quietWorker, .drainWorker: return workerRefusal(of: action)
        case .deleteFilter:
            if case .menu(let menu) = overlay, menu.kind == .filters { return nil }
            return Strings.nothingToDelete
        default: return nil
        }
    }

    /// Whether actions mean the marked jobs.
    var hasMarkedJobs: Bool {
        covering == nil && screen == .main && list == .queue && (!queue.marks.isEmpty || queue.marks.anchor != nil)
    }

    /// Actions on files, which a key of the queue shares.
    func isOfQueue(_ action: Action) -> Bool {
        list == .queue && [.mark, .markAll, .unmarkAll, .markRange].contains(action)
    }
}
