import API
import Client
import Foundation

/// What the worker under the cursor is told.
extension Update {
    /// `p`: nothing new for it, or again.
    static func quietWorker(_ model: inout Model) -> [Effect] {
        guard let member = model.selectedMember else { return [] }
        return [.queue(.tellWorker(member.name, member.shallWork ? .quiet : .resume))]
    }

    /// `D`: its end can't be taken back, so it asks.
    static func askToDrain(_ model: inout Model) {
        guard let member = model.selectedMember else { return }
        model.overlay = .question(.drain(member.name))
    }

    static func workerTold(
        _ order: WorkerOrder, _ result: Result<WorkerMember, ClientError>, _ model: inout Model
    ) -> [Effect] {
        switch result {
        case .success(let member):
            if let index = model.statsScreen.workers?.members?.firstIndex(where: { $0.name == member.name }) {
                model.statsScreen.workers?.members?[index] = member
            }
            say(Strings.told(member.name, order, model.keymap), .good, in: &model)
        case .failure(let error): say(Strings.workerRefused(error), .bad, in: &model)
        }
        // How it stands by then is asked for at once.
        model.statsScreen.workersAskedAt = nil
        return askForWorkers(&model)
    }

    /// The cursor stays on its slot when others come and go.
    static func keepWorkersCursor(on name: String?, _ model: inout Model) {
        guard let name, let line = model.statsScreen.workers?.workers.firstIndex(where: { $0.name == name }) else {
            return
        }
        model.statsScreen.workersCursor = line
    }
}

extension Model {
    var selectedSlot: WorkerInfo? {
        guard let list = statsScreen.workers, list.workers.indices.contains(statsScreen.workersCursor) else {
            return nil
        }
        return list.workers[statsScreen.workersCursor]
    }

    /// The worker whose slot is under the cursor.
    var selectedMember: WorkerMember? {
        guard let name = selectedSlot?.member else { return nil }
        return statsScreen.workers?.members?.first { $0.name == name }
    }

    /// Why the worker under the cursor can't be told anything now.
    func workerRefusal(of action: Action) -> String? {
        guard connection == .live else { return Strings.notConnected }
        guard screen == .stats, statsScreen.focus == .workers else { return Strings.noWorkerFocused(keymap) }
        guard let member = selectedMember else { return Strings.noWorkerHere }
        if member.isDraining { return Strings.drainsAlready(member.name) }
        return action == .drainWorker && member.isOfService ? Strings.cannotDrain(keymap) : nil
    }
}
