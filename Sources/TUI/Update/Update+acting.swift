package import API
import Client

/// Cancelling and retrying.
extension Update {
    static func act(_ action: JobAction, _ model: inout Model) -> [Effect] {
        if action == .cancel, let effects = takeBack(&model) { return effects }
        if let effects = actOnMarked(action == .cancel ? .cancel : .retry, &model) { return effects }
        guard let job = model.subjectJob else { return [] }
        let name = Shown.name(job.image.name)
        if action == .cancel {
            hold(.cancel, .these([job.id]), count: 1, name: name, &model)
            return []
        }
        say(Strings.retrying(name), in: &model)
        return [.act(action, job: job.id)]
    }

    static func acted(_ action: JobAction, _ id: String, _ result: Result<Job, ClientError>, _ model: inout Model) {
        let name = model.job(id).map { Shown.name($0.image.name) } ?? id
        switch result {
        case .success(let job):
            takeJob(job, &model)
            switch action {
            case .retry: say(Strings.retriedNow(name), .good, in: &model)
            case .cancel where job.status == .cancelled: say(Strings.cancelledNow(name), .good, in: &model)
            case .cancel: say(Strings.cancelRequested(name), .good, in: &model)
            }
        case .failure(let error):
            say(Strings.refused(name, error), .bad, in: &model)
        }
    }
}

extension Model {
    /// The file that keys act on: under the cursor, or in the open overlay.
    package var subjectFile: RawPath? {
        switch covering {
        case .file(let path): path
        case .job: nil
        case nil where sheetIsBelow: currentSheetItem?.path
        default: screen == .main && list == .files ? files.currentFile.map { files.path(of: $0) } : nil
        }
    }

    /// The job whose top-5 is shown and that keys act on.
    package var subjectJob: Job? {
        if case .job(let id, _) = covering { return job(id) }
        if covering == nil, screen != .main { return screen == .log ? log.current?.jobID.flatMap { job($0) } : nil }
        if covering == nil, sheetIsBelow { return currentSheetItem?.job }
        if covering == nil, list == .queue { return queue.selectedJob }
        return subjectFile.flatMap { uploads.outcomes[$0]?.job }
    }
}

extension UploadState {
    /// A job of this session, also when the queue's filter hides it.
    package func job(_ id: String) -> Job? {
        guard let job = pathOfJob[id].flatMap({ outcomes[$0]?.job }), job.id == id else { return nil }
        return job
    }
}
