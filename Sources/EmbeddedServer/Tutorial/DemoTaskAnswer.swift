import Foundation

/// `GET /task-status/{task_id}`: a demonstration task in Celery's words.
struct DemoTaskAnswer: Encodable {
    var taskID: String
    /// `PENDING`, `STARTED`
    var status: String
    var info: String

    enum CodingKeys: String, CodingKey {
        case taskID = "task_id"
        case status, info
    }

    static func waiting(_ id: String) -> DemoTaskAnswer {
        DemoTaskAnswer(taskID: id, status: "PENDING", info: "Task is waiting to be executed.")
    }

    static func running(_ id: String) -> DemoTaskAnswer {
        DemoTaskAnswer(taskID: id, status: "STARTED", info: "No progress info")
    }

    /// The answer of a task that is done, around its input as it came: no number of it is read and written anew.
    ///
    /// - Parameters:
    ///   - id: a UUID.
    ///   - input: JSON.
    static func done(_ id: String, input: String) -> String {
        """
        {"result":{"input":\(input),"output":"This is the prediction result."},"status":"SUCCESS","task_id":"\(id)"}
        """
    }
}
