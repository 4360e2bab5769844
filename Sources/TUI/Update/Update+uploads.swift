import API
import Client
import Foundation

/// Sending files in the background: as many at a time as the service takes gladly, with one pause for all when it asks
/// for one.
extension Update {
    static func startUploads(_ model: inout Model) -> [Effect] {
        noteSending(&model)
        guard !model.uploads.isPaused else { return [] }
        if let hold = model.uploads.hold {
            guard hold.until <= model.now else { return [] }
            model.uploads.hold = nil
        }
        var effects: [Effect] = []
        while model.uploads.sending.count < model.uploads.window.size, let item = model.uploads.waiting.takeFirst() {
            model.uploads.sending[item.number] = item
            if !model.uploads.cancelling.contains(item.number) { model.uploads.outcomes[item.path] = .sending }
            effects.append(.submit(item))
        }
        return effects
    }

    private static func noteSending(_ model: inout Model) {
        guard model.uploads.isBusy else { return }
        model.uploads.pace.note(
            bytes: model.uploads.sentBytes, files: model.uploads.finished, at: model.now)
    }

    static func sent(_ bytes: [Int: Int], _ model: inout Model) {
        for (number, count) in bytes where model.uploads.sending[number] != nil { model.uploads.sent[number] = count }
    }

    static func submitted(
        _ item: UploadState.Item, _ result: Result<Job, ClientError>, _ model: inout Model
    ) -> [Effect] {
        guard let item = model.uploads.sending.removeValue(forKey: item.number) else {
            if case .success(let job) = result { takeJob(job, &model) }
            return []
        }
        model.uploads.sent[item.number] = nil
        let isCancelling = model.uploads.cancelling.contains(item.number)
        switch result {
        case .success(let answer):
            model.uploads.window.succeeded()
            model.uploads.holds = 0
            let job = newest(answer, model)
            model.uploads.outcomes[item.path] = .job(job)
            model.uploads.pathOfJob[job.id] = item.path
            takeJob(answer, &model)
            end(item, &model)
            return isCancelling ? cancelAnswered(job, &model) : []
        // A cut upload left no job; nor did one that the service turned away.
        case .failure(let error) where isCancelling && leavesNoJob(error, item):
            drop(item, Strings.uploadDropped(item.path.name), &model)
        case .failure(let error) where isWorthRepeating(error):
            putBack(item, after: error, &model)
        case .failure(let error):
            model.uploads.outcomes[item.path] = .refused(code: error.code, message: error.message)
            model.uploads.refused += 1
            say(Strings.refused(item.path.name, error), .bad, in: &model)
            end(item, &model)
        }
        return []
    }

    /// An event about the job may have been faster than the answer to its submission.
    private static func newest(_ job: Job, _ model: Model) -> Job {
        guard let known = model.queue.job(job.id), known.revision > job.revision else { return job }
        return known
    }

    private static func end(_ item: UploadState.Item, _ model: inout Model) {
        if model.uploads.cancelling.remove(item.number) == nil {
            model.uploads.finished += 1
            model.uploads.finishedBytes += item.bytes
        } else {
            model.uploads.total -= 1
            model.uploads.totalBytes -= item.bytes
        }
        finishBatch(&model)
    }

    static func finishBatch(_ model: inout Model) {
        guard !model.uploads.isBusy else { return }
        if model.overlay == .quitQuestion || model.overlay == .picking(.stopQuestion) { model.overlay = nil }
        let accepted = model.uploads.finished - model.uploads.refused
        if accepted > 0, model.note?.tone != .bad || model.uploads.refused > 0 {
            say(
                Strings.allSent(accepted, refused: model.uploads.refused), model.uploads.refused > 0 ? .bad : .good,
                in: &model)
        }
        model.uploads.total = 0
        model.uploads.finished = 0
        model.uploads.refused = 0
        model.uploads.totalBytes = 0
        model.uploads.finishedBytes = 0
        model.uploads.pace = SendingPace()
        model.uploads.isPaused = false
        model.uploads.hold = nil
        model.uploads.holds = 0
    }

    /// Too much for now (429, 503), or no connection. `.cancelled` is an upload that something else has cut.
    static func isWorthRepeating(_ error: ClientError) -> Bool {
        switch error.kind {
        case .unreachable, .cancelled: true
        case .refused(let status, _): status == 429 || status == 503
        case .badAnswer, .file: false
        }
    }

    /// Back to the head of the line under the same number, which is its idempotency key. The pause is everybody's.
    private static func putBack(_ item: UploadState.Item, after error: ClientError, _ model: inout Model) {
        var item = item
        item.attempt += 1
        let isLost = error.code == nil
        if isLost { item.mayHaveArrived = true }
        model.uploads.waiting.putBack(item)
        if !model.uploads.cancelling.contains(item.number) { model.uploads.outcomes[item.path] = .waiting }
        hold(after: error, isLost ? .lostConnection : .turnedAway, &model)
    }

    /// As long as the service says; else half a second, doubled with each time in a row, at most 30 s.
    private static func hold(after error: ClientError, _ cause: UploadHold.Cause, _ model: inout Model) {
        let seconds: Double
        if model.uploads.hold == nil {
            seconds =
                error.retryAfter.map { Double(min($0, 3600)) }
                ?? min(30, 0.5 * pow(2, Double(min(model.uploads.holds, 10))))
            model.uploads.holds += 1
            if cause == .lostConnection { model.uploads.window.lost() } else { model.uploads.window.turnedAway() }
        } else {
            // Another that was under way at that time: no second pause, unless it asks for a longer one.
            seconds = error.retryAfter.map { Double(min($0, 3600)) } ?? 0
        }
        let until = model.now.addingTimeInterval(seconds)
        guard until > model.uploads.hold?.until ?? .distantPast else { return }
        model.uploads.hold = UploadHold(cause: cause, until: until, reason: Strings.shown(error))
    }

    /// The service is there again: what waits for it need not wait any longer.
    static func endLostConnection(_ model: inout Model) {
        if model.uploads.hold?.cause == .lostConnection { model.uploads.hold = nil }
    }
}

/// Pausing, and ending a batch.
extension Update {
    static func pauseSending(_ model: inout Model) {
        model.uploads.isPaused.toggle()
        say(
            model.uploads.isPaused ? Strings.sendingPaused(model.uploads.sending.count) : Strings.sendingResumed,
            in: &model)
    }

    static func askToStop(_ model: inout Model) {
        model.overlay = .picking(.stopQuestion)
    }

    /// What waits is dropped, what has begun is taken back as `x` would.
    static func stopSending(_ model: inout Model) -> [Effect] {
        model.overlay = nil
        var dropped = 0
        for item in model.uploads.waiting.all {
            if item.mayHaveArrived {
                model.uploads.cancelling.insert(item.number)
                model.uploads.outcomes[item.path] = .cancelling
            } else {
                model.uploads.outcomes[item.path] = nil
                model.uploads.total -= 1
                model.uploads.totalBytes -= item.bytes
                dropped += 1
            }
        }
        model.uploads.waiting.keepOnly { $0.mayHaveArrived }
        // To learn what became of them, they have to be asked about.
        model.uploads.isPaused = false
        var effects: [Effect] = []
        for item in model.uploads.sending.values.sorted(by: { $0.number < $1.number }) {
            model.uploads.cancelling.insert(item.number)
            model.uploads.outcomes[item.path] = .cancelling
            effects.append(.cutUpload(number: item.number))
        }
        say(Strings.sendingStopped(dropped), in: &model)
        let accepted = model.uploads.finished - model.uploads.refused
        if !model.uploads.isBusy, accepted > 0 { say(Strings.sendingStopped(dropped, sent: accepted), in: &model) }
        resetEndedBatch(&model)
        return effects
    }

    private static func resetEndedBatch(_ model: inout Model) {
        guard !model.uploads.isBusy else { return }
        // Its own sentence has been said.
        model.uploads.finished = 0
        model.uploads.refused = 0
        finishBatch(&model)
    }
}
