import API

extension Model {
    /// Whether a key of the footer can do something to what is selected now.
    package func canAct(_ action: Action) -> Bool {
        switch action {
        case .cancelJob:
            if let path = subjectFile, uploads.outcomes[path]?.isUnderWay == true { return true }
            return subjectJob.map { !$0.status.isFinished } ?? false
        case .retryJob: return subjectJob.map { $0.status == .failed || $0.status == .cancelled } ?? false
        case .submit: return !files.marks.isEmpty || files.currentFile != nil
        case .mark: return files.currentFile != nil
        case .open:
            if list == .queue { return queue.selectedJob != nil }
            return files.lineCount > 0 && files.current?.kind.word == nil
        case .back:
            guard overlay == nil else { return true }
            return list == .queue ? !queue.filter.isEmpty : !files.narrow.isEmpty
        default: return true
        }
    }
}
