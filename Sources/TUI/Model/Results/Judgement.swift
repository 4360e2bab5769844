package import Foundation

/// What a person has said about a prediction. A line of the review journal.
package struct Judgement: Codable, Sendable, Equatable {
    package enum Verdict: String, Codable, Sendable {
        /// Top-1 is right.
        case confirmed
        /// Another one of the five, another label, or none that has been named.
        case corrected
        /// The judgement before is taken back.
        case withdrawn
    }

    package var at: Date
    package var jobID: String
    package var image: String
    /// Of the image, lower-case hexadecimal; empty where the service did not say.
    package var sha256: String
    /// `name@version`
    package var model: String
    /// Top-1, and its probability.
    package var predicted: String
    package var probability: Double
    package var verdict: Verdict
    /// The right label; nil: none of the five, and which one it is was not said.
    package var label: String?
    /// Its place in the top-5, from 1; nil: not among them.
    package var rank: Int?

    enum CodingKeys: String, CodingKey {
        case at
        case jobID = "job_id"
        case image, sha256, model, predicted, probability, verdict, label, rank
    }

    package var key: ReviewKey { ReviewKey(image: sha256.isEmpty ? jobID : sha256, model: model) }
}

/// A picture under a model: judged once, however often it was submitted.
package struct ReviewKey: Sendable, Hashable {
    /// SHA-256, or the job's id where there is none.
    package var image: String
    package var model: String
}

extension CSVText {
    package static func corrections(_ judgements: [Judgement]) -> String {
        header(Strings.Columns.corrections)
            + judgements.map { record(cells(of: $0)) }.joined()
    }

    /// With a column for what was said, so that confirmations are told apart from corrections.
    package static func judgements(_ judgements: [Judgement]) -> String {
        header(Strings.Columns.judgements)
            + judgements.map {
                record(cells(of: $0) + [.text($0.verdict.rawValue), .count($0.rank)])
            }.joined()
    }

    private static func cells(of judgement: Judgement) -> [Cell] {
        [
            .text(judgement.image), .text(judgement.sha256), .text(judgement.model), .text(judgement.predicted),
            .number(ResultText.score(judgement.probability)), .text(judgement.label),
            .time(ResultText.time(judgement.at)),
        ]
    }
}
