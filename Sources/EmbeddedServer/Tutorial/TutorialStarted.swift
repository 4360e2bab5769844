/// The 202 of `POST /predict` and `POST /start-task`.
struct TutorialStarted: Encodable {
    var message: String
    var taskID: String
    /// Absolute.
    var statusURL: String

    enum CodingKeys: String, CodingKey {
        case message
        case taskID = "task_id"
        case statusURL = "status_url"
    }
}
