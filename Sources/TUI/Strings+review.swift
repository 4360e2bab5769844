import API

/// Reviewing.
extension Strings {
    static let reviewTitle = "Review"
    static let reviewSummaryTitle = "Summary"
    static let nothingToReview = "There is no job to review yet."
    static let reviewLoads = "The pictures are still being looked up."
    static let reviewIsOver = "This is the summary: t goes back to the pictures."
    static let reviewIsEmpty = "No job here has a prediction to judge."
    static let noJudgementToUndo = "Nothing was judged in this session."
    static let nothingJudged = "Nothing has been judged yet."
    static let noJournal = "a state folder"
    static func noSuchRank(_ rank: Int, of count: Int) -> String {
        "There is no \(rank): this prediction has \(count == 1 ? "one label" : "\(count) labels")."
    }
    static func reviewGathering(_ looked: Int, of total: Int?) -> String {
        total.map { "looking through \(Shown.count(looked)) of \(Shown.count($0)) jobs…" }
            ?? "looking through the jobs…"
    }
    static func reviewProgress(_ judged: Int, of total: Int, corrected: Int) -> String {
        "\(Shown.count(judged)) of \(Shown.count(total)), \(Shown.count(corrected)) corrected"
    }
    static let reviewQuestion = "Is the first one right?"
    static let reviewLabelQuestion = "Which one is it?"
    static func reviewMargin(_ margin: String) -> String { "lead of the first: \(margin)" }
    static let reviewSaving = "saving…"
    static let reviewUnsaved = "not saved"
    static let confirmedWord = "confirmed"
    static func correctedTo(_ label: String?) -> String { label.map { "corrected: \($0)" } ?? "none of these" }
    static let summaryTopOne = "Top-1 right"
    static let summaryTopFive = "Top-5 right"
    static func summaryShare(_ part: Int, of whole: Int) -> String {
        let percent = whole > 0 ? Double(part) * 100 / Double(whole) : 0
        return "\(Shown.count(part)) of \(Shown.count(whole))  \(Shown.rate(percent)) %"
    }
    static func summaryJudged(_ judged: Int, of total: Int) -> String {
        "\(Shown.count(judged)) of \(Shown.count(total)) pictures judged"
    }
    static let summaryBias =
        "The least certain come first, so the figures are lower than they would be for all pictures."
    static func summaryLeftOut(_ considered: Int, _ kept: Int) -> String {
        "The \(Shown.count(kept)) least certain of \(Shown.count(considered)) pictures are asked for."
    }
    static let summaryConfusions = "Taken for each other"
    static let summaryNoConfusions = "Nothing was corrected."
    static let summaryPredicted = "PREDICTED"
    static let summaryCorrect = "CORRECT"
    static let noneOfTheFive = "(none of the five)"
    static func summaryKept(_ path: String) -> String { "Kept in \(path)" }
    static func journalUnreadable(_ path: String, _ reason: String) -> String {
        "The judgements in \(path) can't be read: \(reason). Nothing is judged until they can."
    }
    static func journalUnwritable(_ path: String, _ reason: String) -> String {
        "The judgement can't be saved in \(path): \(reason). The next one tries again."
    }
    static func journalDamaged(_ lines: Int) -> String {
        "\(lines == 1 ? "1 line" : "\(lines) lines") of the saved judgements can't be read and were left alone."
    }
}
