import API
import Foundation

/// `202` of `POST /predict`.
struct TutorialStarted: Decodable {
    var taskID: String

    enum CodingKeys: String, CodingKey { case taskID = "task_id" }
}

/// `GET /api/model/info`.
struct TutorialModel: Decodable, Sendable {
    var name: String
    var version: String?

    var id: String { version.map { "\(name)@\($0)" } ?? name }

    enum CodingKeys: String, CodingKey {
        case name = "model_name"
        case version
    }
}

/// The one shape of the tutorial's errors: `{"error": "…"}`.
struct TutorialRefusal: Decodable {
    var error: String
}

/// `GET /results/ID`. Celery's states, and what comes with them.
struct TutorialStatus: Decodable, Sendable {
    struct Line: Decodable, Sendable {
        var label: String
        var score: Double

        enum CodingKeys: String, CodingKey { case label, probability }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            label = try container.decode(String.self, forKey: .label)
            // Text with four decimals in the tutorial; others may send the number itself.
            if let text = try? container.decode(String.self, forKey: .probability) {
                score = Double(text) ?? .nan
            } else {
                score = try container.decode(Double.self, forKey: .probability)
            }
            guard (0...1).contains(score) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .probability, in: container, debugDescription: "no probability")
            }
        }
    }

    private struct Result: Decodable {
        var predictions: [Line]
    }

    private struct Progress: Decodable {
        var status: String?
    }

    var status: String
    /// nil: there is no result, or none that can be read.
    var lines: [Line]?
    var error: String?
    /// `Running model inference...` and so on.
    var progress: String?

    enum CodingKeys: String, CodingKey { case status, result, error, progress }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        status = try container.decode(String.self, forKey: .status)
        lines = (try? container.decodeIfPresent(Result.self, forKey: .result))?.predictions
        error = try? container.decodeIfPresent(String.self, forKey: .error)
        progress = (try? container.decodeIfPresent(Progress.self, forKey: .progress))?.status
    }

    /// The step that the tutorial's task names.
    var step: JobStep? {
        guard let word = progress?.split(separator: " ").first?.lowercased() else { return nil }
        return switch word {
        case "decoding": .decoding
        case "preprocessing": .preprocessing
        case "running": .inferring
        case "formatting": .formatting
        default: nil
        }
    }
}
