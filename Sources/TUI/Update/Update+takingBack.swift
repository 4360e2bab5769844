import API
import Client

/// Taking back a file that is on its way: a waiting one is dropped, one that has begun is cut, and if the service can
/// have all of it by then, its job is cancelled.
extension Update {
    static func takeBack(_ model: inout Model) -> [Effect]? {
        guard let path = model.subjectFile, model.uploads.outcomes[path]?.isUnderWay == true else { return nil }
        if let item = model.uploads.sending.values.first(where: { $0.path == path }) {
            return takeBackBegun(item, &model)
        }
        guard let item = model.uploads.waiting.all.first(where: { $0.path == path }) else { return nil }
        if item.mayHaveArrived, !isGivenUp(item, model) {
            // Asked about under the same key, it answers with the job that may be there.
            cancelWhenAnswered(item, &model)
        } else {
            model.uploads.waiting.remove(number: item.number)
            let sentence = item.mayHaveArrived ? Strings.uploadGivenUp(path.name) : Strings.uploadDropped(path.name)
            drop(item, sentence, &model)
        }
        return []
    }

    private static func takeBackBegun(_ item: UploadState.Item, _ model: inout Model) -> [Effect] {
        if isGivenUp(item, model) {
            model.uploads.sending[item.number] = nil
            model.uploads.sent[item.number] = nil
            drop(item, Strings.uploadGivenUp(item.path.name), &model)
            return [.dropUpload(number: item.number)]
        }
        cancelWhenAnswered(item, &model)
        return item.mayHaveArrived ? [] : [.cutUpload(number: item.number)]
    }

    /// A service that is away for long must not hold the file for ever: x again lets go of it.
    private static func isGivenUp(_ item: UploadState.Item, _ model: Model) -> Bool {
        model.uploads.cancelling.contains(item.number) && model.connection != .live
    }

    private static func cancelWhenAnswered(_ item: UploadState.Item, _ model: inout Model) {
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

    /// The service has answered that it did not take the image, or never had the whole of it.
    static func leavesNoJob(_ error: ClientError, _ item: UploadState.Item) -> Bool {
        switch error.kind {
        case .refused, .file: true
        case .cancelled: !item.mayHaveArrived
        case .unreachable, .badAnswer: false
        }
    }

    static func drop(_ item: UploadState.Item, _ sentence: String, _ model: inout Model) {
        model.uploads.cancelling.remove(item.number)
        model.uploads.outcomes[item.path] = nil
        model.uploads.total -= 1
        model.uploads.totalBytes -= item.bytes
        say(sentence, in: &model)
        finishBatch(&model)
    }
}
