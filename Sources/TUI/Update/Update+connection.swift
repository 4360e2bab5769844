import API
import Client
import Foundation

/// The event stream and the figures of the header.
extension Update {
    private static let statsInterval = 1.0

    static func follower(_ event: FollowerEvent, _ model: inout Model) -> [Effect] {
        logEvent(event, &model)
        switch event {
        case .connecting:
            if case .waiting = model.connection { return [] }
            model.connection = .connecting
        case .character(let character): told(character, &model)
        case .live:
            return becameLive(&model)
        case .job(_, let job):
            model.stats.throughput.record(job, at: model.now)
            model.stats.isStale = true
            model.away?.note(job.id, job.status)
            countEnd(job, &model)
            takeJob(job, &model)
        case .forgotten(_, let id):
            model.stats.isStale = true
            model.away?.note(id, nil)
            dropJob(id, &model)
        case .gap: beginAbsence(.gap, &model)
        case .replaced: storeReplaced(&model)
        case .disconnected(let error, let seconds):
            // How an open stream broke is for the log; why a connection can't be made is for the user.
            let hasBroken = model.connection == .live && error.kind == .unreachable && !error.isTimeout
            let reason = hasBroken ? Strings.connectionBroke : error.message
            if model.connection == .live {
                say(reason, .bad, in: &model)
                beginAbsence(.away, &model)
            }
            model.connection = .waiting(until: model.now.addingTimeInterval(seconds), reason: reason)
        }
        return []
    }

    /// The list is asked for after the stream is open, so that no change falls between the two.
    private static func becameLive(_ model: inout Model) -> [Effect] {
        model.connection = .live
        endAbsence(&model)
        endLostConnection(&model)
        model.hasBeenLive = true
        model.queue.problem = nil
        model.stats.isStale = true
        model.stats.askedAt = nil
        var effects = loadFirstJobs(&model)
        effects.append(.loadLimits)
        effects.append(.loadModels)
        return effects + askForHistory(model)
    }

    /// What can't be seen is said once, and stays where pictures would be.
    private static func told(_ character: ServiceCharacter, _ model: inout Model) {
        let before = model.character
        model.character = character
        if let notice = character.notice, notice != before.notice { say(notice, in: &model) }
        // There is nothing to pick for a service that takes no pictures.
        if character.work == .tasks, before.work != .tasks, model.overlay == nil { setFocus(.queue, &model) }
    }

    static func statsDue(_ model: Model) -> Date? {
        guard model.stats.isStale, !model.stats.isAsking, model.connection == .live else { return nil }
        return (model.stats.askedAt ?? .distantPast).addingTimeInterval(
            model.isSlow ? statsInterval * 3 : statsInterval)
    }

    static func askForStats(_ model: inout Model) -> [Effect] {
        guard let due = statsDue(model), due <= model.now else { return [] }
        model.stats.isAsking = true
        model.stats.isStale = false
        model.stats.askedAt = model.now
        return [.loadStats]
    }

    static func statsLoaded(_ result: Result<ServiceStats, ClientError>, _ model: inout Model) {
        model.stats.isAsking = false
        switch result {
        case .success(let stats):
            model.stats.latest = stats
            model.stats.problem = nil
            model.stats.changes.forgetCounts()
            noteRestart(stats, &model)
        case .failure(let error): statsFailed(error, &model)
        }
    }
}
