import API
import Client

/// The event log: what goes in, and its keys.
extension Update {
    /// Before the event is taken in, so that what is forgotten still has its name.
    static func logEvent(_ event: FollowerEvent, _ model: inout Model) {
        var entry = EventLog.Entry(time: model.now, kind: .forgotten)
        switch event {
        case .connecting, .character, .gap, .replaced: return
        case .live:
            // After a time away its sentence says so.
            guard model.away == nil else { return }
            entry.kind = .connection(isGood: true)
            entry.detail = model.serviceName
        case .job(_, let job):
            let step = job.status == .running ? job.progress?.step : job.error?.step
            entry.kind = .job(job.status, step: step)
            entry.jobID = job.id
            entry.name = Shown.name(job.image.name)
            if job.status == .succeeded { entry.milliseconds = job.timingsMs.work }
            entry.detail = detail(of: job)
        case .forgotten(_, let id):
            entry.jobID = id
            entry.name = model.job(id).map { Shown.name($0.image.name) } ?? ""
        case .disconnected(let error, _):
            // A service that stays away is told once.
            guard model.connection == .live || !isLost(model.log.entries.last, error.message) else { return }
            entry.kind = .connection(isGood: false)
            entry.detail = error.message
        }
        model.log.record(entry)
    }

    private static func isLost(_ entry: EventLog.Entry?, _ message: String) -> Bool {
        entry?.kind == .connection(isGood: false) && entry?.detail == message
    }

    private static func detail(of job: Job) -> String {
        if let error = job.error { return "\(error.code): \(error.message)" }
        if let outcome = job.outcome { return outcome }
        if let best = job.prediction?.first {
            return "\(Shown.shortLabel(best.label)) \(Shown.score(best.score))"
        }
        return job.attempt > 1 && !job.status.isFinished ? Strings.attempt(job.attempt) : ""
    }

    static func holdLog(_ model: inout Model) {
        if model.log.isFollowing { model.log.hold() } else { model.log.follow() }
    }

    static func moveLog(by distance: Int, _ model: inout Model) {
        let (line, isFar) = (model.log.selectedLine ?? model.log.count - 1).addingReportingOverflow(distance)
        let target = isFar ? (distance > 0 ? Int.max : 0) : line
        if target >= model.log.count - 1, distance > 0 {
            model.log.follow()
        } else {
            model.log.hold()
            model.log.select(line: target)
        }
    }

    /// The job of the line: as it is known here, else asked for.
    static func openLogged(_ model: inout Model) -> [Effect] {
        guard let id = model.log.current?.jobID else { return [] }
        model.log.hold()
        guard let job = model.job(id) else { return [.loadJob(id)] }
        openDetails(job, &model)
        return []
    }

    static func jobLoaded(_ id: String, _ result: Result<Job, ClientError>, _ model: inout Model) {
        switch result {
        case .success(let job) where model.overlay == nil: openDetails(job, &model)
        case .success: break
        case .failure(let error): say(Strings.shown(error), .bad, in: &model)
        }
    }
}

extension Strings {
    static func word(_ kind: EventLog.Entry.Kind) -> String {
        switch kind {
        case .job(let status, _): word(status)
        case .forgotten: forgotten
        case .connection(let isGood): isGood ? eventLive : eventLost
        }
    }
}
