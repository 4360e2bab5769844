package import API
package import Client
package import Foundation

/// What has happened, in plain lines: no colours, no bars, one sentence each, for a screen reader or a log.
package struct LinearReport: Sendable {
    private struct Known: Sendable {
        var status: JobStatus
        var name: String
    }

    /// Jobs whose state and name are remembered; beyond that all but those at work are let go.
    private static let mostKnown = 10_000

    private let serviceName: String
    private var known: [String: Known] = [:]
    private var away: Absence?
    private var hasBeenLive = false
    private var character = ServiceCharacter.top5
    /// The last thing that was said about a missing connection, so that it is said once.
    private var complaint: String?
    private var lastSummary: String?

    /// - Parameter serviceName: `embedded`, or the address.
    package init(serviceName: String) {
        self.serviceName = serviceName
    }

    package func status(of job: String) -> JobStatus? { known[job]?.status }

    /// - Parameter own: jobs that are told one by one also after a time away, where others are only counted.
    package mutating func lines(for event: FollowerEvent, own: Set<String> = [], at now: Date) -> [String] {
        switch event {
        case .connecting: []
        case .character(let character): told(character, now)
        case .live: [line(becameLive(at: now), now)]
        case .job(_, let job): changed(job, own.contains(job.id), now)
        case .forgotten(_, let id): forgot(id, now)
        case .gap: gap(now)
        case .replaced: [line(Strings.storeReplaced, now)]
        case .disconnected(let error, let seconds): lost(error, seconds, now)
        }
    }

    /// The state of the queue; nil when nothing has changed since the last time.
    package mutating func summary(_ stats: ServiceStats, at now: Date) -> String? {
        let words: [(JobStatus, String)] = [
            (.queued, Strings.queued), (.running, Strings.running), (.succeeded, Strings.done),
            (.failed, Strings.failed), (.cancelled, Strings.cancelled),
        ]
        var text = words.map { "\(Shown.count(stats.count($0))) \($1)" }.joined(separator: ", ")
        if stats.isPaused == true { text += "; \(Strings.paused)" }
        guard text != lastSummary else { return nil }
        lastSummary = text
        if stats.imagesPerSecond > 0 {
            text += "; \(Shown.rate(stats.imagesPerSecond)) \(Strings.perSecondInWords(character.work))"
        }
        if let total = stats.latencyMs[ServiceStats.totalKey], total.p95 > 0 {
            text += "; \(Strings.p95) \(Shown.milliseconds(total.p95))"
        }
        return line("\(Strings.summary): \(text)", now)
    }

    /// About a file that was given on the command line.
    package func refused(_ name: String, _ error: ClientError, at now: Date) -> String {
        line("\(name) \(Strings.notSentWord.lowercased()): \(Strings.shown(error))", now)
    }

    package func sentence(_ text: String, at now: Date) -> String { line(text, now) }

    private mutating func becameLive(at now: Date) -> String {
        complaint = nil
        defer { hasBeenLive = true }
        guard hasBeenLive, let away else { return Strings.connectedTo(serviceName) }
        self.away = nil
        return "\(Strings.connectedAgain); \(away.sentence(at: now))"
    }

    private mutating func told(_ character: ServiceCharacter, _ now: Date) -> [String] {
        let before = self.character
        self.character = character
        guard let notice = character.notice, notice != before.notice else { return [] }
        return [line(notice, now)]
    }

    private mutating func lost(_ error: ClientError, _ seconds: Double, _ now: Date) -> [String] {
        if hasBeenLive, away == nil { away = Absence(.away, since: now) }
        guard complaint != error.message else { return [] }
        complaint = error.message
        return [line("\(Strings.notConnectedLine): \(error.message) \(Strings.tryingAgain)", now)]
    }

    private mutating func gap(_ now: Date) -> [String] { [line(Strings.gapLine, now)] }

    private mutating func changed(_ job: Job, _ isOwn: Bool, _ now: Date) -> [String] {
        away?.note(job.id, job.status)
        let before = known[job.id]?.status
        let name = Shown.name(job.image.name)
        known[job.id] = Known(status: job.status, name: name)
        if known.count > Self.mostKnown { known = known.filter { !$0.value.status.isFinished } }
        // Steps of a job at work are not told; a retry is.
        guard before != job.status, away == nil || isOwn else { return [] }
        return [line("\(name) \(Self.words(job))", now)]
    }

    private mutating func forgot(_ id: String, _ now: Date) -> [String] {
        away?.note(id, nil)
        let name = known.removeValue(forKey: id)?.name
        guard away == nil else { return [] }
        return [line("\(name ?? id) \(Strings.forgotten)", now)]
    }

    private static func words(_ job: Job) -> String {
        switch job.status {
        case .queued:
            if job.waiting?.known == .retry, let error = job.error {
                return "\(Strings.queued), \(Strings.toBeTriedAgain): \(error.message)"
            }
            guard let place = job.queuePosition else { return Strings.queued }
            return "\(Strings.queued), \(Shown.ordinal(max(1, place)))"
        case .running: return job.attempt > 1 ? "\(Strings.running), \(Strings.attempt(job.attempt))" : Strings.running
        case .cancelled: return Strings.cancelled
        case .succeeded:
            var text = Strings.word(job.status)
            if let outcome = job.outcome { text += ": \(outcome)" }
            if let best = job.prediction?.first {
                text += ": \(Shown.shortLabel(best.label)) \(Shown.percent(best.score))"
            }
            guard job.cached || job.timingsMs.work > 0 else { return text }
            return text + (job.cached ? ", \(Strings.detailCached)" : ", \(Shown.milliseconds(job.timingsMs.work))")
        case .failed:
            guard let error = job.error else { return Strings.failed }
            let step = error.step.map { " \(Strings.whileStep($0))" } ?? ""
            let code = error.message.hasPrefix(error.code) ? "" : "\(error.code): "
            return "\(Strings.failed)\(step): \(code)\(error.message)"
        }
    }

    /// Everything that comes from outside passes here: one line, nothing that a terminal obeys.
    private func line(_ text: String, _ now: Date) -> String {
        "\(Shown.clock(now)) \(ShownText.sanitise(text))"
    }
}
