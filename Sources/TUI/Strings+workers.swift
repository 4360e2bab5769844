import API
import Client

// What the workers are told.
extension Strings {
    static let helpQuietWorker = "worker: take nothing new, or take jobs again"
    static let helpDrainWorker = "worker: finish what it has, then end; asks"
    static let hintQuietWorker = "quiet/resume"
    static let hintDrainWorker = "drain"

    static func drainQuestion(_ name: String) -> String {
        "Drain \(name)? It finishes what it has and ends; nothing takes that back."
    }
    static let shortDrainQuestion = "Drain the worker?"
    static func told(_ name: String, _ order: WorkerOrder, _ keys: Keymap) -> String {
        switch order {
        case .quiet: "\(name) takes nothing new; \(keys.keyName(.quietWorker)) lets it go on."
        case .resume: "\(name) takes jobs again."
        case .drain: "\(name) finishes what it has and ends."
        }
    }
    static func workerRefused(_ error: ClientError) -> String {
        error.code == "FORBIDDEN" ? "Only an operator may tell workers what to do: \(error.message)" : shown(error)
    }
    static func noWorkerFocused(_ keys: Keymap) -> String {
        "It acts on a worker: go to the workers with \(keys.keyName(.nextPane)) first."
    }
    static let noWorkerHere = "There is no worker under the cursor that can be told anything."
    static func drainsAlready(_ name: String) -> String { "\(name) drains already: it ends when its jobs have." }
    static func cannotDrain(_ keys: Keymap) -> String {
        "This worker is part of a service: quiet it with \(keys.keyName(.quietWorker)), or stop the service."
    }
    static func told(_ count: Int, _ duty: String) -> String { "\(count) \(duty)" }
}
