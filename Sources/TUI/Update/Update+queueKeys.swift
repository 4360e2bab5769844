import API

/// What the keys of the queue, its lists and its questions do.
extension Update {
    static func performInQueue(_ action: Action, _ model: inout Model) -> [Effect] {
        switch action {
        case .forgetJob: return forget(&model)
        case .undo: undo(&model)
        case .find: openFind(&model)
        case .nextMatch: findNext(.forward, &model)
        case .previousMatch: findNext(.backward, &model)
        case .sort: openMenu(.sort, &model)
        case .savedFilters: openMenu(.filters, &model)
        case .chooseModel: openMenu(.models, &model)
        case .pick: return pick(&model)
        case .saveFilter: openNaming(model.queue.filter, &model)
        case .deleteFilter: return deleteFilter(&model)
        case .pauseQueue: model.overlay = .question(.pause(model.stats.latest?.isPaused != true))
        case .quietWorker: return quietWorker(&model)
        case .drainWorker: askToDrain(&model)
        case .confirm: return confirm(&model)
        case .decline: decline(&model)
        case .sendAndQuit: sendAndQuit(&model)
        case .dropAndQuit: dropAndQuit(&model)
        default: break
        }
        return []
    }
}
