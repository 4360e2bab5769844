import API
import Client
import Foundation

/// Several services: the list of them, going to another one, and the care that production asks for.
extension Update {
    static func showProfiles(_ model: inout Model) -> [Effect] {
        let current = model.profiles.firstIndex { $0.name == model.profile.name } ?? 0
        model.overlay = .profiles(cursor: current)
        model.profileChecks = Dictionary(model.profiles.map { ($0.name, .asking) }, uniquingKeysWith: { $1 })
        return model.profiles.map { .checkProfile($0.name) }
    }

    static func moveProfiles(from cursor: Int, by distance: Int, _ model: inout Model) {
        let (line, isFar) = cursor.addingReportingOverflow(distance)
        let target = isFar ? (distance > 0 ? Int.max : 0) : line
        model.overlay = .profiles(cursor: min(max(0, target), max(0, model.profiles.count - 1)))
    }

    static func chooseProfile(at cursor: Int, _ model: inout Model) -> [Effect] {
        guard model.profiles.indices.contains(cursor) else { return [] }
        let profile = model.profiles[cursor]
        guard profile.name != model.profile.name else {
            model.overlay = nil
            return []
        }
        guard !model.uploads.isBusy else {
            say(Strings.stillSending(model.uploads.remaining), .bad, in: &model)
            return []
        }
        guard model.held.isEmpty else {
            say(Strings.stillHeld, .bad, in: &model)
            return []
        }
        say(Strings.goingTo(profile.name), in: &model)
        return [.openService(profile.name)]
    }

    /// Everything that was known of the service before is forgotten; what is of this machine stays.
    static func serviceOpened(_ name: String, _ error: ClientError?, _ model: inout Model) -> [Effect] {
        if let error {
            say(Strings.cannotGoTo(name, Strings.shown(error)), .bad, in: &model)
            return []
        }
        guard let profile = model.profiles.first(where: { $0.name == name }) else { return [] }
        model.profile = profile
        model.overlay = nil
        model.prompt = nil
        model.connection = .connecting
        model.hasBeenLive = false
        model.metAt = model.now
        model.character = .top5
        model.limits = nil
        model.models = nil
        model.stats = StatsState()
        let (range, focus) = (model.statsScreen.range, model.statsScreen.focus)
        model.statsScreen = StatsScreenState()
        model.statsScreen.range = range
        model.statsScreen.focus = focus
        model.queue = QueueState()
        model.uploads = UploadState()
        model.opened = nil
        model.returnsTo = nil
        model.sheet = nil
        model.askedWhole = nil
        model.chosenModel = nil
        model.preview = PreviewState()
        model.away = nil
        model.missed = nil
        model.log = EventLog()
        model.log.record(
            EventLog.Entry(
                time: model.now, kind: .connection(isGood: true), detail: Strings.nowAt(profile.name, profile.address)))
        say(Strings.nowAt(profile.name, profile.address), in: &model)
        // What the old runner had under way for this machine is asked of the new one.
        model.wakeAt = nil
        model.files.inspecting = []
        return [.switchService(name)] + (model.files.isLoading ? [.readFolder(model.files.folder)] : [])
    }

    // MARK: Production

    /// Before a production service loses anything, its name has to be typed.
    /// - Returns: whether that was asked, so that nothing happens yet.
    static func asksFirst(_ action: Action, _ model: inout Model) -> Bool {
        guard model.profile.isProduction, action.isDestructive, model.confirmed != action else { return false }
        model.prompt = Prompt(purpose: .confirm(action), text: "")
        return true
    }

    static func confirm(_ action: Action, typed: String, _ model: inout Model) -> [Effect] {
        guard typed.trimmingCharacters(in: .whitespaces) == model.profile.name else {
            say(Strings.notConfirmed(model.profile.name), .bad, in: &model)
            return []
        }
        model.confirmed = action
        defer { model.confirmed = nil }
        return perform(action, &model)
    }
}

extension Action {
    /// Takes something away that does not come back by itself.
    package var isDestructive: Bool {
        switch self {
        case .cancelJob, .forgetJob, .pauseQueue, .quietWorker, .drainWorker: true
        default: false
        }
    }
}
