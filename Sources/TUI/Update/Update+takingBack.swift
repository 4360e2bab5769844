import API
import Client

/// Taking back a file that is on its way: a waiting one is dropped, one that has begun comes to its answer first.
extension Update {
    static func takeBack(_ model: inout Model) -> [Effect]? {
        guard let path = model.subjectFile, let outcome = model.uploads.outcomes[path], outcome.isUnderWay else {
            return nil
        }
        guard let item = model.uploads.sending.values.first(where: { $0.path == path }) else {
            model.uploads.waiting.removeAll { $0.path == path }
            drop(path, Strings.uploadDropped(path.name), &model)
            return []
        }
        // Between two tries nothing is under way, and what the service has turned away left no job.
        if case .retrying = outcome, !item.mayHaveArrived {
            model.uploads.sending[item.number] = nil
            drop(path, Strings.uploadDropped(path.name), &model)
            return [.dropUpload(number: item.number)]
        }
        // A service that is away for long must not hold the file for ever: x again lets go of it.
        if model.uploads.cancelling.contains(item.number), item.mayHaveArrived, model.connection != .live {
            model.uploads.cancelling.remove(item.number)
            model.uploads.sending[item.number] = nil
            drop(path, Strings.uploadGivenUp(path.name), &model)
            return [.dropUpload(number: item.number)]
        }
        cancelWhenAnswered(item, &model)
        return []
    }

    static func cancelWhenAnswered(_ item: UploadState.Item, _ model: inout Model) {
        model.uploads.cancelling.insert(item.number)
        model.uploads.outcomes[item.path] = .cancelling
        say(Strings.cancellingUpload(item.path.name), in: &model)
    }

    /// The job of an upload that was taken back: it is cancelled, unless it was faster.
    static func cancelAnswered(_ job: Job, _ model: inout Model) -> [Effect] {
        guard job.status.isFinished else { return [.act(.cancel, job: job.id)] }
        say(Strings.cannotCancel(Shown.name(job.image.name), Strings.sentence(job.status)), in: &model)
        return []
    }

    /// The service has answered that it did not take the image, or the image never left this machine.
    static func isTurnedAway(_ error: ClientError) -> Bool {
        switch error.kind {
        case .refused, .file: true
        case .unreachable, .badAnswer, .cancelled: false
        }
    }

    private static func drop(_ path: RawPath, _ sentence: String, _ model: inout Model) {
        model.uploads.outcomes[path] = nil
        model.uploads.total -= 1
        say(sentence, in: &model)
        finishBatch(&model)
    }
}
