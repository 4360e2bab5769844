import API
import Foundation

/// When the model has to look at the clock again. With nothing under way there is no timer at all.
extension Update {
    static func scheduleWake(_ model: inout Model) -> [Effect] {
        guard let next = nextDeadline(model) else { return [] }
        if let scheduled = model.wakeAt, scheduled <= next.addingTimeInterval(0.005) { return [] }
        model.wakeAt = next
        return [.wake(at: next)]
    }

    private static func nextDeadline(_ model: Model) -> Date? {
        var deadlines: [Date] = []
        if let note = model.note { deadlines.append(note.until) }
        if case .waiting(let until, _) = model.connection, until > model.now {
            deadlines.append(nextSecond(before: until, from: model.now))
            if !model.hasBeenLive, model.now < model.graceEnd { deadlines.append(model.graceEnd) }
        }
        if let due = statsDue(model) { deadlines.append(due) }
        if let due = refreshDue(model) { deadlines.append(due) }
        deadlines += [workersDue(model), plotsDue(model), gapEnds(model)].compactMap(\.self)
        if model.stats.isAsking, model.connection == .live, let asked = model.stats.askedAt {
            deadlines.append(max(asked.addingTimeInterval(3), model.now.addingTimeInterval(1)))
        }
        if model.stats.throughput.isActive(at: model.now) || showsPassingTime(model) {
            deadlines.append(model.now.addingTimeInterval(1))
        }
        for action in model.held where !action.isSent {
            deadlines.append(nextSecond(before: action.due, from: model.now))
        }
        if let until = model.quitsWhenSent { deadlines.append(until) }
        if let hold = model.uploads.hold, model.uploads.isBusy, !model.uploads.isPaused {
            deadlines.append(nextSecond(before: hold.until, from: model.now))
        }
        if let due = folderRefreshDue(model) { deadlines.append(due) }
        return deadlines.min().map { max($0, model.now.addingTimeInterval(0.01)) }
    }

    /// A running job that has been at it for longer than a second shows its age, one that is tried again the time to that.
    private static func showsPassingTime(_ model: Model) -> Bool {
        guard model.connection == .live else { return false }
        func showsTime(_ job: Job?) -> Bool {
            job?.status == .running || job?.waiting?.until.map { $0 > model.now } ?? false
        }
        if case .job(let id, _) = model.overlay, showsTime(model.queue.job(id)) { return true }
        let rows = model.layout.queueRows
        guard rows > 0, model.layout.queue != nil else { return false }
        return (model.queue.offset..<model.queue.offset + rows).contains { line in
            switch model.queue.status(at: line) {
            case .running: true
            case .queued: showsTime(model.queue.job(at: line))
            default: false
            }
        }
    }

    /// The next moment at which the number of whole seconds left changes.
    private static func nextSecond(before end: Date, from now: Date) -> Date {
        let left = end.timeIntervalSince(now)
        let whole = left.rounded(.up) - 1
        return end.addingTimeInterval(-max(0, whole))
    }
}
