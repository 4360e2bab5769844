/// The keys of copying, exporting, reviewing and comparing.
extension Keymap {
    private static let panes: Set<KeyContext> = [.files, .queue, .detail]
    private static let popUps: Set<KeyContext> = [.formats, .models]

    static let results: [KeyBinding] = [
        KeyBinding(.copy, [.char("y")], in: panes, .results, Strings.helpCopy, hint: Strings.hintCopy),
        KeyBinding(.export, [.char("e")], in: panes, .results, Strings.helpExport, hint: Strings.hintExport),
        KeyBinding(.review, [.char("V")], in: panes, .results, Strings.helpReview, hint: Strings.hintReview),
        KeyBinding(.compare, [.char("C")], in: panes, .results, Strings.helpCompare, hint: Strings.hintCompare),

        KeyBinding(.chooseText, [.char("t")], in: [.formats], .results, Strings.helpChooseText),
        KeyBinding(.chooseJSON, [.char("J")], in: [.formats], .results, Strings.helpChooseJSON),
        KeyBinding(.chooseJSONLines, [.char("l")], in: [.formats], .results, Strings.helpChooseJSONLines),
        KeyBinding(.chooseCSV, [.char("c")], in: [.formats], .results, Strings.helpChooseCSV),
        KeyBinding(.chooseID, [.char("i")], in: [.formats], .results, Strings.helpChooseID),
        KeyBinding(.choosePath, [.char("p")], in: [.formats], .results, Strings.helpChoosePath),
        KeyBinding(
            .switchScope, [[.tab]], in: [.formats], .results, Strings.helpSwitchScope, hint: Strings.hintScope),
        KeyBinding(.up, [.char("k"), [.up]], in: popUps, .results, Strings.helpMenuUp),
        KeyBinding(.down, [.char("j"), [.down]], in: popUps, .results, Strings.helpMenuDown),
        KeyBinding(.open, [[.enter]], in: [.formats], .results, Strings.helpMenuTake, hint: Strings.hintTake),
        KeyBinding(
            .back, [[.escape], .char("q")], in: popUps, .results, Strings.helpMenuClose, hint: Strings.hintClose),
        KeyBinding(.yes, [.char("y"), [.enter]], in: [.ask], .results, Strings.helpAskYes, hint: Strings.hintAskYes),
        KeyBinding(.no, [.char("n"), [.escape]], in: [.ask], .results, Strings.helpAskNo, hint: Strings.hintAskNo),

        KeyBinding(
            .confirmTop, [.char("y")], in: [.review], .results, Strings.helpConfirmTop, hint: Strings.hintConfirmTop),
        KeyBinding(.pickFirst, [.char("1")], in: [.review], .results, Strings.helpPickFirst),
        KeyBinding(
            .pickSecond, [.char("2")], in: [.review], .results, Strings.helpPickSecond, hint: Strings.hintPickRank),
        KeyBinding(.pickThird, [.char("3")], in: [.review], .results, Strings.helpPickThird),
        KeyBinding(.pickFourth, [.char("4")], in: [.review], .results, Strings.helpPickFourth),
        KeyBinding(.pickFifth, [.char("5")], in: [.review], .results, Strings.helpPickFifth),
        KeyBinding(.pickNone, [.char("n")], in: [.review], .results, Strings.helpPickNone, hint: Strings.hintNone),
        KeyBinding(
            .skipPicture, [.char("s")], in: [.review], .results, Strings.helpSkip, hint: Strings.hintSkip),
        KeyBinding(
            .undoJudgement, [.char("u"), .char("z")], in: [.review], .results, Strings.helpUndoJudgement,
            hint: Strings.hintUndoJudgement),
        KeyBinding(
            .reviewSummary, [.char("t"), [.tab]], in: [.review], .results, Strings.helpSummary,
            hint: Strings.hintSummary),
        KeyBinding(.export, [.char("e")], in: [.review], .results, Strings.helpExportReview, hint: Strings.hintExport),
        KeyBinding(.close, [.char("q")], in: [.review], .results, Strings.helpLeaveReview),

        KeyBinding(.chooseA, [.char("a")], in: [.models], .results, Strings.helpChooseA),
        KeyBinding(.chooseB, [.char("b")], in: [.models], .results, Strings.helpChooseB),
        KeyBinding(.swapModels, [.char("x")], in: [.models], .results, Strings.helpSwapModels, hint: Strings.hintSwap),
        KeyBinding(
            .open, [[.enter]], in: [.models], .results, Strings.helpStartComparison, hint: Strings.hintCompare),
        KeyBinding(
            .toggleAgreeing, [.char("a")], in: [.comparison], .results, Strings.helpToggleAgreeing,
            hint: Strings.hintAll),
        KeyBinding(
            .submitMissingResults, [.char("s")], in: [.comparison], .results, Strings.helpSubmitMissing,
            hint: Strings.hintMissing),
        KeyBinding(
            .export, [.char("e")], in: [.comparison], .results, Strings.helpExportComparison,
            hint: Strings.hintExport),
        KeyBinding(.close, [.char("q")], in: [.comparison], .results, Strings.helpLeaveComparison),
    ]

    /// What the footer names in the contexts above, the most needed first.
    static func resultHints(in context: KeyContext) -> [Action] {
        switch context {
        case .formats: [.back, .open, .switchScope]
        case .models: [.back, .open, .swapModels]
        case .ask: [.yes, .no]
        case .review:
            [.confirmTop, .pickSecond, .pickNone, .skipPicture, .undoJudgement, .reviewSummary, .export, .back, .help]
        case .comparison: [.back, .toggleAgreeing, .submitMissingResults, .export, .help]
        default: []
        }
    }
}
