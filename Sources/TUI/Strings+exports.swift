/// What stands in exported files, and how these are named.
extension Strings {
    /// The first lines of tables (CSV).
    enum Columns {
        static let corrections = ["image", "sha256", "model", "predicted", "probability", "correct_label", "judged_at"]
        static let judgements = corrections + ["verdict", "rank"]
        static let comparison = [
            "image", "sha256", "model_a", "label_a", "score_a", "model_b", "label_b", "score_b", "agree",
        ]
    }

    // The first parts of files' names: `top5-2026-01-31-1203.csv`.
    static let exportStem = "top5"
    static let correctionsStem = "top5-corrections"
    static let judgementsStem = "top5-judgements"
    static let comparisonStem = "top5-comparison"
}
