import API
import Foundation

/// How a file fares, from the look at its header to its top-1: a glyph, a word and a sentence.
struct FileStatus {
    var glyph: String
    var word: String
    var style: Style
    /// For the pane's lower edge; nil when the glyph says it all.
    var explanation: String?

    init(_ entry: FileEntry, in model: Model, theme: Theme) {
        let glyphs = theme.glyphs
        if let kind = entry.kind.word {
            self.init(glyph: glyphs.none, word: kind, style: theme.dim, explanation: entry.kind.refusal)
            return
        }
        if let outcome = model.uploads.outcomes[model.files.path(of: entry)] {
            self.init(outcome, of: model.files.path(of: entry), in: model, theme: theme)
            return
        }
        switch model.verdict(of: entry) {
        case .unknown: self.init(glyph: " ", word: "", style: theme.dim)
        case .acceptable: self.init(glyph: glyphs.takeable, word: "", style: theme.dim)
        case .refused(let code, let message):
            self.init(
                glyph: glyphs.bad, word: Strings.refusedWord, style: theme.bad, explanation: "\(code): \(message)")
        case .notAnImage(let reason):
            self.init(glyph: glyphs.none, word: Strings.notAnImageWord, style: theme.dim, explanation: reason)
        }
    }

    private init(glyph: String, word: String, style: Style, explanation: String? = nil) {
        self.glyph = glyph
        self.word = word
        self.style = style
        self.explanation = explanation
    }

    private init(_ outcome: UploadOutcome, of path: RawPath, in model: Model, theme: Theme) {
        let glyphs = theme.glyphs
        switch outcome {
        case .waiting: self.init(waitingIn: model, theme: theme)
        case .sending:
            let (item, sent) = model.uploads.progress(of: path) ?? (UploadState.Item(number: 0, path: path), 0)
            let hasPart = sent > 0 && sent < item.bytes
            self.init(
                glyph: glyphs.upload, word: hasPart ? Strings.percent(sent, of: item.bytes) : Strings.sendingWord,
                style: theme.active, explanation: hasPart ? Strings.bytesSent(sent, of: item.bytes) : nil)
        case .cancelling: self.init(glyph: glyphs.cancelled, word: Strings.cancellingWord, style: theme.warning)
        case .refused(let code, let message):
            self.init(
                glyph: glyphs.bad, word: Strings.refusedWord, style: theme.bad,
                explanation: code.map { "\($0): \(message)" } ?? message)
        case .job(let job):
            self.init(job, theme: theme)
        }
    }

    /// The pause of all uploads is the pause of each.
    private init(waitingIn model: Model, theme: Theme) {
        if model.uploads.isPaused {
            self.init(glyph: theme.glyphs.waiting, word: Strings.pausedWord, style: theme.warning)
        } else if let hold = model.uploads.hold {
            let word = Strings.retryingWord(Int(hold.until.timeIntervalSince(model.now).rounded(.up)))
            self.init(
                glyph: theme.glyphs.waiting, word: word, style: theme.warning, explanation: "\(word): \(hold.reason)")
        } else {
            self.init(glyph: theme.glyphs.queued, word: Strings.waitingWord, style: theme.dim)
        }
    }

    private init(_ job: Job, theme: Theme) {
        let style = theme.style(of: job.status)
        let glyph = theme.glyph(of: job.status)
        if let best = job.prediction?.first {
            let label = Shown.shortLabel(best.label)
            self.init(glyph: glyph, word: label, style: style, explanation: "\(label) \(Shown.score(best.score))")
        } else if let error = job.error {
            self.init(
                glyph: glyph, word: Strings.word(job.status), style: style,
                explanation: "\(error.code): \(error.message)")
        } else {
            let word = Strings.word(job.status)
            self.init(glyph: glyph, word: word, style: style, explanation: word)
        }
    }
}
