import API
import Client

/// The lists that a line is picked from: orders, models, saved filters; and what came of the queue's effects.
extension Update {
    static func openMenu(_ kind: QueueMenu.Kind, _ model: inout Model) {
        var index = 0
        switch kind {
        case .sort: index = JobOrder.allCases.firstIndex(of: model.queue.order) ?? 0
        case .models:
            let current = model.chosenModel
            index = model.choosableModels.firstIndex { current == nil ? $0.isDefault : $0.id == current } ?? 0
        case .filters:
            index = model.filters.saved.firstIndex { $0.filter == model.queue.filter } ?? 0
        }
        model.overlay = .menu(QueueMenu(kind, index: index))
    }

    static func moved(_ menu: QueueMenu, by distance: Int, _ model: Model) -> QueueMenu {
        var menu = menu
        menu.index = min(max(0, menu.index + distance), max(0, model.menuCount(menu.kind) - 1))
        return menu
    }

    static func pick(_ model: inout Model) -> [Effect] {
        guard case .menu(let menu) = model.overlay else { return [] }
        model.overlay = nil
        switch menu.kind {
        case .sort:
            let order = JobOrder.allCases[min(menu.index, JobOrder.allCases.count - 1)]
            guard order != model.queue.order else { return [] }
            return startList(filter: model.queue.filter, order: order, &model)
        case .models:
            guard model.choosableModels.indices.contains(menu.index) else { return [] }
            choose(model.choosableModels[menu.index], &model)
            return []
        case .filters:
            guard model.filters.saved.indices.contains(menu.index) else { return [] }
            let filter = model.filters.saved[menu.index].filter
            model.filters.note(filter)
            return setFilter(filter, &model)
        }
    }

    private static func choose(_ info: ModelInfo, _ model: inout Model) {
        if info.state == "unusable" {
            say(info.error ?? Strings.modelUnusable(info.id), .bad, in: &model)
            return
        }
        model.chosenModel = info.isDefault ? nil : info.id
        say(Strings.modelChosen(info.id), .good, in: &model)
    }

    static func queue(_ message: QueueMessage, _ model: inout Model) -> [Effect] {
        switch message {
        case .job(let id, let result): wholeJob(id, result, &model)
        case .counted(let number, let result): return counted(number, result, &model)
        case .acted(let number, let result): actedOnMany(number, result, &model)
        case .paused(let wanted, let result): paused(wanted, result, &model)
        case .workerTold(let order, let result): return workerTold(order, result, &model)
        case .filters(let book): model.filters = book
        case .filtersNotKept(let reason): say(Strings.filtersNotKept(reason), .bad, in: &model)
        }
        return []
    }

    private static func wholeJob(_ id: String, _ result: Result<Job, ClientError>, _ model: inout Model) {
        guard case .success(let job) = result else { return }
        model.queue.complete(job)
        if model.opened?.id == id { model.opened = job }
        noteOwnJob(job, &model)
    }

    private static func paused(_ wanted: Bool, _ result: Result<QueueSwitch, ClientError>, _ model: inout Model) {
        switch result {
        case .success(let answer):
            model.stats.latest?.isPaused = answer.isPaused
            model.stats.isStale = true
            say(answer.isPaused ? Strings.nowPaused : Strings.nowResumed, .good, in: &model)
        case .failure(let error): say(Strings.pauseRefused(wanted, error), .bad, in: &model)
        }
    }
}

extension Model {
    /// What images can be sent to.
    var choosableModels: [ModelInfo] {
        (models?.models ?? []).filter { $0.task.isEmpty || $0.task.hasPrefix("image") }
    }

    func menuCount(_ kind: QueueMenu.Kind) -> Int {
        switch kind {
        case .sort: JobOrder.allCases.count
        case .models: choosableModels.count
        case .filters: filters.saved.count
        }
    }
}
