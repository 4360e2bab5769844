import API
import Foundation

/// The attempts that failed: each with its error, its code, and what to do about it.
enum AttemptLines {
    static func lines(of job: Job, _ keys: Keymap, width: Int, _ theme: Theme) -> [Line] {
        // The last error of a job that has failed stands above already.
        var attempts = job.attempts ?? []
        if job.status == .failed, let last = attempts.last, last.error.message == job.error?.message {
            attempts.removeLast()
        }
        if attempts.isEmpty, let error = job.error, !job.status.isFinished {
            attempts = [JobAttempt(attempt: job.attempt, endedAt: job.createdAt, error: error)]
        }
        guard !attempts.isEmpty else { return [] }
        return [Line(Strings.detailErrors, theme.title)] + attempts.flatMap { lines(of: $0, keys, width: width, theme) }
            + [.empty]
    }

    private static func lines(of attempt: JobAttempt, _ keys: Keymap, width: Int, _ theme: Theme) -> [Line] {
        let took = attempt.startedAt.map { Shown.milliseconds(max(0, attempt.endedAt.timeIntervalSince($0)) * 1000) }
        let step = attempt.error.step.map { " \(theme.glyphs.separator) \(Strings.long($0))" } ?? ""
        let head = Strings.attempt(attempt.attempt, worker: attempt.worker, took: took)
        var lines = [
            Line("  \(theme.glyphs.bad) \(attempt.error.code)", theme.bad)
                + Line(
                    "  \(ShownText.truncate(head + step, to: max(0, width - 6 - attempt.error.code.count)))", theme.dim)
        ]
        // A traceback has lines of its own.
        for line in attempt.error.message.split(separator: "\n") {
            lines += Wrapping.lines(String(line), width: max(8, width - 4)).map { Line("    \($0)", theme.text) }
        }
        if let advice = Strings.advice(attempt.error.code, keys) {
            lines += Wrapping.lines(advice, width: max(8, width - 4)).map { Line("    \($0)", theme.dim) }
        }
        return lines
    }
}
