import API
import Client
import Foundation

/// Times in which the service was not heard: what was missed is counted as it is told, and said when all is known.
extension Update {
    /// Seconds that a note about what was missed stays, unless a key is pressed.
    private static let noteSeconds = 20.0
    /// After a gap nothing says where what was missed ends; it comes at once.
    static let gapSeconds = 2.0

    static func beginAbsence(_ cause: Absence.Cause, _ model: inout Model) {
        guard model.away == nil else { return }
        model.away = Absence(cause, since: model.now)
        if cause == .away { model.statsScreen.history.beginAbsence(at: model.now) }
    }

    /// Says what was missed, in the footer and in the log.
    static func endAbsence(_ model: inout Model) {
        model.statsScreen.history.endAbsence(at: model.now)
        guard let away = model.away else { return }
        model.away = nil
        let sentence = away.sentence(at: model.now)
        sayMissed(sentence, isGood: away.count(.failed) == 0, &model)
        model.missed = away.cause == .away ? (sentence, model.now) : nil
    }

    private static func sayMissed(_ sentence: String, isGood: Bool, _ model: inout Model) {
        model.note = Note(
            text: sentence, tone: isGood ? .good : .plain, until: model.now.addingTimeInterval(noteSeconds))
        model.log.record(
            EventLog.Entry(time: model.now, kind: .connection(isGood: true), detail: sentence))
    }

    static func gapEnds(_ model: Model) -> Date? {
        guard let away = model.away, away.cause == .gap else { return nil }
        return away.since.addingTimeInterval(gapSeconds)
    }

    static func endGap(_ model: inout Model) {
        if let due = gapEnds(model), due <= model.now { endAbsence(&model) }
    }

    /// A service whose clock of its own began anew has been restarted; said together with what was missed.
    static func noteRestart(_ stats: ServiceStats, _ model: inout Model) {
        defer { model.stats.uptime = (stats.uptimeSeconds, model.now) }
        guard let (seconds, date) = model.stats.uptime else { return }
        // It had counted so far when it was asked; how long its answer takes says nothing.
        let asked = model.stats.askedAt.map { max($0, date) } ?? date
        let expected = seconds + asked.timeIntervalSince(date)
        guard stats.uptimeSeconds < expected - 2 else { return }
        let restart = Strings.restarted(Int(stats.uptimeSeconds), stats.version)
        if let (sentence, said) = model.missed, model.now.timeIntervalSince(said) < 10 {
            sayMissed("\(sentence). \(restart)", isGood: model.note?.tone != .plain, &model)
        } else {
            sayMissed(restart, isGood: true, &model)
        }
        model.missed = nil
    }

    /// Another store answers than before: nothing of what is shown need be true any more.
    static func storeReplaced(_ model: inout Model) {
        let (filter, order) = (model.queue.filter, model.queue.order)
        model.queue.empty()
        model.queue.start(filter: filter, order: order)
        model.stats.changes = StateChanges()
        say(Strings.storeReplaced, .bad, in: &model)
        model.log.record(
            EventLog.Entry(time: model.now, kind: .connection(isGood: false), detail: Strings.storeReplaced))
    }

    static func foundSlow(_ model: inout Model) {
        guard !model.isSlow else { return }
        model.isSlow = true
        say(Strings.slowLink, in: &model)
    }

    /// Figures that cannot be read are told once, until they can be.
    static func statsFailed(_ error: ClientError, _ model: inout Model) {
        guard error.kind != .cancelled else { return }
        let problem = Strings.noFigures(Strings.shown(error))
        if model.stats.problem != problem, error.kind != .unreachable {
            say(problem, .bad, in: &model)
            model.log.record(EventLog.Entry(time: model.now, kind: .connection(isGood: false), detail: problem))
        }
        model.stats.problem = problem
    }
}

extension Model {
    /// Whole seconds for which the service has not answered a question; nil while it is quick.
    package var silence: Int? {
        guard connection == .live, stats.isAsking, let asked = stats.askedAt else { return nil }
        let seconds = Int(now.timeIntervalSince(asked))
        return seconds >= 3 ? seconds : nil
    }
}
