/// The tutorial's answers.
enum TutorialSchemas {
    static let all: [String: Schema] = [
        "TutorialError": .object(["error": .string(lengths: 1...4000)]),
        "TutorialStarted": .object([
            "message": .string(), "task_id": .string(),
            "status_url": .string(pattern: "^https?://").saying("Absolute."),
        ]),
        "TutorialResult": result,
        "TutorialJob": job,
        "FeatureAnswer": .object([
            "prediction": .string(), "class_index": .integer(), "confidence": .map(of: .probability),
        ]),
        "DemoTask": .object(
            [
                "task_id": .string(), "status": .string(values: ["PENDING", "STARTED", "SUCCESS"]), "info": .string(),
                "result": .object(["input": .any, "output": .string()]),
            ], optional: ["info", "result"]),
    ]

    private static let result = Schema.object(
        [
            "task_id": .string(),
            "status": .string(values: ["PENDING", "STARTED", "PROGRESS", "SUCCESS", "FAILURE", "REVOKED"]),
            "result": .object([
                "status": .string(values: ["Completed"]),
                "predictions": .list(
                    of: .object(["label": .string(), "probability": .string(pattern: "^[01]\\.[0-9]{4}$")])),
            ]),
            "error": .string(), "progress": .object(["status": .string()]),
        ], optional: ["result", "error", "progress"])

    private static let job = Schema.object(
        [
            "job_id": .string(), "status": .string(values: ["pending", "running", "succeeded", "failed", "cancelled"]),
            "status_url": .string(pattern: "^/jobs/"), "request_id": .string(),
            "prediction": .list(of: .object(["label": .string(), "score": .probability])),
            "error": .object(["code": .string(), "message": .string()]),
        ], optional: ["request_id", "prediction", "error"])
}
