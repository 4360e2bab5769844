import API
import Client
import Foundation

@testable import TUI

/// A dashboard without I/O: messages go in, effects are kept, the screen can be looked at.
struct Scene {
    var model: Model
    /// Every effect since the scene began.
    var effects: [Effect] = []
    var now: Date

    /// 2026-01-31 12:00:00 UTC
    static let noon = Date(timeIntervalSince1970: 1_769_860_800)

    init(rows: Int = 24, columns: Int = 80, unicode: Bool = true, folder: String = "/home/me/photos") {
        now = Self.noon
        model = Model(
            serviceName: "embedded", logPath: "/home/me/.local/state/top5/top5.log", folder: RawPath(folder), now: now)
        send(.started(TerminalCapabilities(colors: .trueColor, unicode: unicode)))
        send(.terminal(.resize(Size(rows: rows, columns: columns))))
    }

    @discardableResult
    mutating func send(_ message: Message) -> [Effect] {
        let new = Update.apply(message, at: now, to: &model)
        effects += new
        return new
    }

    @discardableResult
    mutating func press(_ keys: Key...) -> [Effect] {
        keys.flatMap { send(.terminal(.key($0))) }
    }

    @discardableResult
    mutating func type(_ text: String) -> [Effect] {
        text.flatMap { send(.terminal(.key(.character($0)))) }
    }

    mutating func pass(_ seconds: Double) {
        now += seconds
    }

    var screen: String { DashboardView.render(model).frame.text() }

    /// The newest request for jobs.
    var jobsRequest: JobsRequest? {
        effects.reversed().lazy.compactMap { if case .loadJobs(let request) = $0 { request } else { nil } }.first
    }
}

// What the service answers.
extension Scene {
    mutating func goLive(jobs: [Job] = [], total: Int? = nil, cursor: String? = nil, hint: String? = nil) {
        send(.follower(.connecting))
        send(.follower(.live))
        send(.limits(.success(Limits(formats: ["jpeg", "png", "webp"]))))
        send(.models(.success(ModelList(models: [Fixtures.model], hint: hint))))
        answerJobs(jobs, total: total, cursor: cursor)
        send(.stats(.success(Fixtures.stats)))
    }

    mutating func answerJobs(_ jobs: [Job], total: Int? = nil, cursor: String? = nil) {
        guard let request = jobsRequest else { return }
        let list = JobList(jobs: jobs, nextCursor: cursor, total: total ?? jobs.count)
        send(.jobs(request, .success(list)))
    }

    /// Fills the picker and answers what it asks about the files.
    mutating func fill(_ entries: [FileEntry], facts: [String: FileFacts] = [:]) {
        send(.folder(model.files.folder, .success(FolderListing(entries))))
        inspect(facts)
    }

    mutating func inspect(_ facts: [String: FileFacts]) {
        let asked = model.files.inspecting
        let answers = asked.map { ($0, facts[$0.path.name] ?? .unknownFormat) }
        if !answers.isEmpty { send(.inspected(Dictionary(uniqueKeysWithValues: answers))) }
    }

    /// Answers the look before sending: as in `facts` by name, images of 9 x 9 pixels otherwise.
    mutating func checkAll(_ facts: [String: Result<FileFacts, FileProblem>] = [:], parts: Int = 1) {
        guard let preflight = model.preflight else { return }
        let image = FileFacts.image(PreviewFacts(format: "jpeg", width: 9, height: 9))
        let all = preflight.files.map { FileInspection(version: $0, facts: facts[$0.path.name] ?? .success(image)) }
        let length = max(1, (all.count + parts - 1) / parts)
        for start in stride(from: 0, to: all.count, by: length) {
            let part = Array(all[start..<min(start + length, all.count)])
            send(.preflight(number: preflight.number, part))
        }
    }

    /// Answers the preview that is wanted with a picture of slanted stripes.
    mutating func showPicture() {
        guard let request = model.preview.request else { return }
        send(.preview(request, .success(Fixtures.picture(rows: request.rows, columns: request.columns))))
    }
}

extension Scene {
    mutating func focusQueue() {
        for _ in 0..<4 where model.focus != .queue { press(.tab) }
    }
}
