import API
import Client
import Foundation

/// Sending files: at most four at a time, each file's fate next to its name.
extension Update {
    static func submitSelection(_ model: inout Model) -> [Effect] {
        let marks = model.files.marks
        let paths = marks.isEmpty ? model.files.currentFile.map { [model.files.path(of: $0)] } ?? [] : marks
        var sent = 0
        var refused = 0
        for path in paths where model.uploads.outcomes[path]?.isUnderWay != true {
            if let (code, message) = localRefusal(path, model) {
                model.uploads.outcomes[path] = .refused(code: code, message: message)
                refused += 1
                continue
            }
            model.uploads.outcomes[path] = .waiting
            model.uploads.waiting.append(
                UploadState.Item(number: model.uploads.nextNumber, path: path, model: model.chosenModel))
            model.uploads.nextNumber += 1
            model.uploads.total += 1
            sent += 1
        }
        model.files.clearMarks()
        saySubmitted(sent, refused, &model)
        return []
    }

    private static func saySubmitted(_ sent: Int, _ refused: Int, _ model: inout Model) {
        var sentences: [String] = []
        if sent > 0 { sentences.append(Strings.submitting(sent)) }
        if refused > 0 { sentences.append(Strings.alsoRefused(refused)) }
        say(sentences.joined(separator: " "), refused > 0 ? .bad : .plain, in: &model)
    }

    /// What is certain to be refused is not sent: too many bytes or pixels. Everything else the service decides.
    private static func localRefusal(_ path: RawPath, _ model: Model) -> (String?, String)? {
        guard path.parent == model.files.folder,
            let entry = model.files.visible.first(where: { $0.name == path.nameBytes }),
            case .refused(let code, let message) = model.verdict(of: entry)
        else { return nil }
        return (code, message)
    }

    static func startUploads(_ model: inout Model) -> [Effect] {
        var effects: [Effect] = []
        while model.uploads.sending.count < UploadState.parallel, !model.uploads.waiting.isEmpty {
            let item = model.uploads.waiting.removeFirst()
            model.uploads.sending[item.number] = item
            model.uploads.outcomes[item.path] = .sending
            effects.append(.submit(item, delay: 0))
        }
        return effects
    }

    /// A further try has begun.
    static func uploadBegan(_ item: UploadState.Item, _ model: inout Model) -> [Effect] {
        guard model.uploads.sending[item.number] != nil else {
            // It began in the very moment in which it was dropped, which cut it: under the same key it is one job only.
            model.uploads.sending[item.number] = item
            model.uploads.total += 1
            cancelWhenAnswered(item, &model)
            return [.submit(item, delay: 0)]
        }
        if !model.uploads.cancelling.contains(item.number) { model.uploads.outcomes[item.path] = .sending }
        return []
    }

    static func submitted(
        _ item: UploadState.Item, _ result: Result<Job, ClientError>, _ model: inout Model
    ) -> [Effect] {
        guard model.uploads.sending[item.number] != nil else {
            if case .success(let job) = result { takeJob(job, &model) }
            return []
        }
        var effects: [Effect] = []
        let isCancelling = model.uploads.cancelling.contains(item.number)
        switch result {
        case .success(let answer):
            let job = newest(answer, model)
            model.uploads.outcomes[item.path] = .job(job)
            model.uploads.pathOfJob[job.id] = item.path
            takeJob(answer, &model)
            if isCancelling { effects = cancelAnswered(job, &model) }
        // Cut by this dashboard itself: whatever cut it has said so.
        case .failure(let error) where error.kind == .cancelled:
            return []
        case .failure(let error) where isCancelling && isTurnedAway(error):
            model.uploads.outcomes[item.path] = nil
            say(Strings.uploadDropped(item.path.name), in: &model)
        case .failure(let error) where isWorthRepeating(error):
            return [again(item, after: error, &model)]
        case .failure(let error):
            model.uploads.outcomes[item.path] = .refused(code: error.code, message: error.message)
            say(Strings.refused(item.path.name, error), .bad, in: &model)
        }
        model.uploads.sending[item.number] = nil
        if model.uploads.cancelling.remove(item.number) == nil {
            model.uploads.finished += 1
        } else {
            model.uploads.total -= 1
        }
        finishBatch(&model)
        return effects
    }

    /// An event about the job may have been faster than the answer to its submission.
    private static func newest(_ job: Job, _ model: Model) -> Job {
        guard let known = model.queue.job(job.id), known.revision > job.revision else { return job }
        return known
    }

    static func finishBatch(_ model: inout Model) {
        guard !model.uploads.isBusy else { return }
        if model.overlay == .quitQuestion { model.overlay = nil }
        if model.uploads.finished > 0, model.note?.tone != .bad {
            say(Strings.allSent(model.uploads.finished), .good, in: &model)
        }
        model.uploads.total = 0
        model.uploads.finished = 0
    }

    static func isWorthRepeating(_ error: ClientError) -> Bool {
        switch error.kind {
        case .unreachable: true
        case .refused(_, let code):
            [ErrorCode.queueFull, .uploadMemoryFull, .storeUnavailable].contains { $0.rawValue == code }
        case .badAnswer, .file, .cancelled: false
        }
    }

    /// Half a second, doubled with each try, at most 30 s.
    private static func again(_ item: UploadState.Item, after error: ClientError, _ model: inout Model) -> Effect {
        var item = item
        let delay = min(30, 0.5 * pow(2, Double(min(item.attempt, 10))))
        item.attempt += 1
        if error.kind == .unreachable { item.mayHaveArrived = true }
        model.uploads.sending[item.number] = item
        if !model.uploads.cancelling.contains(item.number) {
            model.uploads.outcomes[item.path] = .retrying(
                at: model.now.addingTimeInterval(delay), reason: Strings.shown(error))
        }
        return .submit(item, delay: delay)
    }
}
