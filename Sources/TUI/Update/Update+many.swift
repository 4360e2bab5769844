import API
import Client
import Foundation

/// The same for the marked jobs, or for all that match the filter: with the exact count in the question.
extension Update {
    /// - Returns: nil where nothing is marked in the queue.
    static func actOnMarked(_ action: ManyAction, _ model: inout Model) -> [Effect]? {
        guard model.overlay == nil, model.screen == .main, model.list == .queue else { return nil }
        if model.queue.marks.anchor != nil { endJobRange(&model) }
        guard !model.queue.marks.isEmpty else { return nil }
        if model.queue.marks.isAll {
            let number = model.nextNumber
            model.nextNumber += 1
            let filter = [model.queue.filter, action.filter].filter { !$0.isEmpty }.joined(separator: " ")
            let jobs = ManyJobs.matching(filter, shown: model.queue.filter)
            model.overlay = .question(.counting(action, jobs, number: number))
            return [.queue(.count(filter: filter, number: number))]
        }
        let ids = model.queue.marks.ids.filter { id in
            model.queue.job(id).map { action.states.contains($0.status) } ?? false
        }
        guard !ids.isEmpty else {
            say(Strings.noneOfMarked(action), in: &model)
            return []
        }
        model.overlay = .question(.confirm(action, .these(ids.sorted()), count: ids.count, name: nil))
        return []
    }

    static func counted(_ number: Int, _ result: Result<Int, ClientError>, _ model: inout Model) -> [Effect] {
        guard case .question(.counting(let action, let jobs, number)) = model.overlay else { return [] }
        model.overlay = nil
        switch result {
        case .success(0): say(Strings.noneMatches(action), in: &model)
        case .success(let count):
            model.overlay = .question(.confirm(action, jobs, count: count, name: nil))
        case .failure(let error): say(Strings.shown(error), .bad, in: &model)
        }
        return []
    }

    /// `D`: forgets what has finished; always asks.
    static func forget(_ model: inout Model) -> [Effect] {
        if let effects = actOnMarked(.forget, &model) { return effects }
        guard let job = model.subjectJob else { return [] }
        let name = Shown.name(job.image.name)
        model.returnsTo = model.overlay
        model.overlay = .question(.confirm(.forget, .these([job.id]), count: 1, name: name))
        return []
    }

    static func confirm(_ model: inout Model) -> [Effect] {
        guard case .question(let question) = model.overlay else { return [] }
        closeQuestion(&model)
        switch question {
        case .counting, .leave: return []
        case .pause(let wanted): return [.queue(.setPaused(wanted))]
        case .drain(let name): return [.queue(.tellWorker(name, .drain))]
        case .confirm(let action, let jobs, let count, let name):
            if name == nil { model.queue.marks = JobMarks() }
            hold(action, jobs, count: count, name: name, &model)
            return []
        }
    }

    static func decline(_ model: inout Model) {
        closeQuestion(&model)
    }

    private static func closeQuestion(_ model: inout Model) {
        model.overlay = model.returnsTo
        model.returnsTo = nil
    }

    /// What can't be taken back once it is done waits for ten seconds.
    static func hold(_ action: ManyAction, _ jobs: ManyJobs, count: Int, name: String?, _ model: inout Model) {
        if case .these(let ids) = jobs, ids.count == 1,
            model.held.contains(where: { $0.jobs == jobs && $0.action == action })
        {
            say(Strings.heldAlready(name ?? Strings.jobs(1)), in: &model)
            return
        }
        let due = action.isHeld ? model.now.addingTimeInterval(HeldAction.seconds) : model.now
        model.held.append(
            HeldAction(
                number: model.nextNumber, action: action, jobs: jobs, count: count, name: name, due: due))
        model.nextNumber += 1
        say(action.isHeld ? Strings.held(action, count, name) : Strings.sent(action, count), in: &model)
    }

    /// `z`: takes back what was asked for last, as long as it has not been sent.
    static func undo(_ model: inout Model) {
        guard let index = model.held.lastIndex(where: { !$0.isSent }) else { return }
        let action = model.held.remove(at: index)
        say(Strings.undone(action.action, action.count, action.name), .good, in: &model)
    }

    /// Sends what has waited long enough.
    static func sendHeld(_ model: inout Model) -> [Effect] {
        var effects: [Effect] = []
        for index in model.held.indices where !model.held[index].isSent && model.held[index].due <= model.now {
            model.held[index].isSent = true
            let action = model.held[index]
            effects.append(.queue(.act(action.action, action.jobs, number: action.number)))
        }
        if let until = model.quitsWhenSent, model.held.isEmpty || until <= model.now { model.hasQuit = true }
        return effects
    }

    static func actedOnMany(_ number: Int, _ result: ManyResult, _ model: inout Model) {
        guard let index = model.held.firstIndex(where: { $0.number == number }) else { return }
        let action = model.held.remove(at: index)
        var result = result
        // The service acts on what matches now; the difference to what was asked about has changed meanwhile.
        if case .matching = action.jobs, result.failed == 0 { result.left = max(0, action.count - result.changed) }
        say(Strings.result(action.action, result, name: action.name), result.failed > 0 ? .bad : .good, in: &model)
        model.queue.isStale = true
        model.stats.isStale = true
    }

    /// Sends what is held, and leaves when it is answered, after five seconds at the latest.
    static func sendAndQuit(_ model: inout Model) {
        model.overlay = nil
        for index in model.held.indices where !model.held[index].isSent { model.held[index].due = model.now }
        model.quitsWhenSent = model.now.addingTimeInterval(5)
        say(Strings.sendingBeforeQuit, in: &model)
    }

    static func dropAndQuit(_ model: inout Model) {
        model.held.removeAll { !$0.isSent }
        model.hasQuit = true
    }
}

extension Model {
    /// The action that waits for its ten seconds over a job, if one does.
    func heldAction(over job: Job) -> HeldAction? {
        held.isEmpty ? nil : held.last { $0.covers(job, at: now) }
    }
}
