package import API

/// What one model says of a picture.
package enum ComparedResult: Sendable, Equatable {
    case missing
    /// Submitted, or about to be.
    case waiting
    case failed(String)
    case known(label: String, score: Double)

    package init(_ job: Job) {
        if let best = job.prediction?.first {
            self = .known(label: best.label, score: best.score)
        } else {
            self = .failed(job.error.map { "\($0.code): \($0.message)" } ?? Strings.word(job.status))
        }
    }

    package var label: String? { if case .known(let label, _) = self { label } else { nil } }
    package var score: Double? { if case .known(_, let score) = self { score } else { nil } }
}

package struct ComparedPicture: Sendable, Equatable {
    package var sha256: String
    package var name: String
    /// Where the picture is to be had.
    package var source: PreviewRequest.Source
    package var a = ComparedResult.missing
    package var b = ComparedResult.missing

    package subscript(side: ModelPair.Side) -> ComparedResult {
        get { side == .a ? a : b }
        set { if side == .a { a = newValue } else { b = newValue } }
    }

    /// nil while one of the two is not known. Labels are compared, not their places: two models may order them differently.
    package var agrees: Bool? {
        guard let first = a.label, let second = b.label else { return nil }
        return first.lowercased() == second.lowercased()
    }

    package var disagrees: Bool { agrees == false }

    /// Contradictions before the rest, and among them those of which both models are sure.
    static func isShownBefore(_ left: ComparedPicture, _ right: ComparedPicture) -> Bool {
        if left.disagrees != right.disagrees { return left.disagrees }
        if left.certainty != right.certainty { return left.certainty > right.certainty }
        return (left.name, left.sha256) < (right.name, right.sha256)
    }

    /// The less sure model's probability.
    private var certainty: Double { min(a.score ?? 0, b.score ?? 0) }
}

package struct ComparisonTally: Sendable, Equatable {
    package private(set) var agreeing = 0
    package private(set) var compared = 0
    package private(set) var waiting = 0
    package private(set) var missing = 0
    package private(set) var failed = 0

    package init() {}

    init(_ pictures: [ComparedPicture]) {
        for picture in pictures {
            if let agrees = picture.agrees {
                compared += 1
                if agrees { agreeing += 1 }
            }
            for side in [picture.a, picture.b] {
                switch side {
                case .waiting: waiting += 1
                case .missing: missing += 1
                case .failed: failed += 1
                case .known: break
                }
            }
        }
    }
}

/// The compared pictures as they are exported.
package struct ComparisonTable: Sendable, Equatable {
    package var models: ModelPair
    package var rows: [ComparedPicture]

    package var csv: String {
        CSVText.header(Strings.Columns.comparison)
            + rows.map { row in
                CSVText.record([
                    .text(row.name), .text(row.sha256), .text(models.a), .text(row.a.label), score(row.a),
                    .text(models.b), .text(row.b.label), score(row.b),
                    row.agrees.map { .text("\($0)") } ?? .empty,
                ])
            }.joined()
    }

    private func score(_ result: ComparedResult) -> CSVText.Cell {
        result.score.map { .number(ResultText.score($0)) } ?? .empty
    }
}
