import API

/// A job in the words of the tutorial's section 3.2.2, the asynchronous pattern.
struct TutorialJob: Encodable {
    struct Line: Encodable {
        var label: String
        /// Probability, 0...1.
        var score: Double
    }

    struct Failure: Encodable {
        var code: String
        var message: String
    }

    var jobID: String
    /// `pending`, `running`, `succeeded`, `failed`, `cancelled`.
    var status: String
    /// Relative, as in the tutorial.
    var statusURL: String
    /// Of the request that is answered; only with a prediction.
    var requestID: String?
    /// Best first; only of a job that has succeeded.
    var prediction: [Line]?
    /// Only of a job that has failed.
    var error: Failure?

    enum CodingKeys: String, CodingKey {
        case jobID = "job_id"
        case status
        case statusURL = "status_url"
        case requestID = "request_id"
        case prediction, error
    }

    init(_ job: Job, requestID: String) {
        jobID = job.id
        status = job.status == .queued ? "pending" : job.status.rawValue
        statusURL = "/jobs/\(job.id)"
        if let lines = job.prediction {
            self.requestID = requestID
            prediction = lines.map { Line(label: $0.label, score: $0.score) }
        }
        error = job.error.map { Failure(code: $0.code, message: $0.message) }
    }
}
