import API
import Foundation

/// `GET /results/{task_id}`: a job in Celery's words.
struct TutorialResult: Encodable {
    struct Outcome: Encodable {
        struct Line: Encodable {
            var label: String
            /// Four decimals, as text.
            var probability: String
        }

        var status = "Completed"
        var predictions: [Line]
    }

    var taskID: String
    /// `PENDING`, `STARTED`, `PROGRESS`, `SUCCESS`, `FAILURE`, `REVOKED`.
    var status: String
    var result: Outcome?
    var error: String?
    var progress: [String: String]?

    enum CodingKeys: String, CodingKey {
        case taskID = "task_id"
        case status, result, error, progress
    }

    init(unknown id: String) {
        taskID = id
        status = "PENDING"
    }

    init(_ job: Job) {
        taskID = job.id
        switch job.status {
        case .queued:
            status = "PENDING"
        case .running:
            status = job.progress == nil ? "STARTED" : "PROGRESS"
            progress = job.progress.map { ["status": Self.sentence($0.step)] }
        case .succeeded:
            status = "SUCCESS"
            result = Outcome(
                predictions: (job.prediction ?? []).map {
                    Outcome.Line(label: $0.label, probability: String(format: "%.4f", $0.score))
                })
        case .failed:
            status = "FAILURE"
            error = job.error?.message
        case .cancelled:
            status = "REVOKED"
        }
    }

    private static func sentence(_ step: JobStep) -> String {
        switch step {
        case .decoding: "Decoding image..."
        case .preprocessing: "Preprocessing image..."
        case .inferring: "Running model inference..."
        case .formatting: "Formatting results..."
        }
    }
}
