import API
import HTTPTypes

/// The endpoints of the Flask and Celery tutorial's service.
enum TutorialOperations {
    static let all: [Operation] = [home, card, predict, result, submit, look, start, status]

    private static let home = Operation(
        method: .get, path: "/", id: "getHome", tag: .tutorial, summary: "What this is, in a sentence.",
        answers: [Answer(status: 200, description: "Text.", content: ["text/plain": .string()])])

    private static let card = Operation(
        method: .get, path: "/api/model/info", id: "getModelCard", tag: .tutorial, summary: "The default model's card.",
        answers: [
            .json(
                200,
                .object([
                    "model_name": .string(), "version": .string(), "input_type": .string(), "output_type": .string(),
                ]), "The card.")
        ],
        errors: [.noModel, .modelUnusable])

    /// One row, or a column of them: the tutorial's service makes one row of either.
    private static let features = Schema.either(
        .list(of: .feature, counts: 1...4096),
        .list(of: .list(of: .feature, counts: 1...1), counts: 1...4096))

    private static let predict = Operation(
        method: .post, path: "/predict", id: "predict", tag: .tutorial,
        summary: "Puts an image into the queue, or classifies a row of numbers at once.",
        parameters: [JobParameters.model, JobParameters.client],
        body: [
            "multipart/form-data": .object(["image": .file]),
            "application/json": .object(["features": features])
                .example(.object(["features": .list([5, 3, 1, 0])])),
        ],
        answers: [
            .json(202, .named("TutorialStarted"), "The image is in the queue."),
            .json(200, .named("FeatureAnswer"), "The class of the row of numbers."),
        ]
            + Answer.tutorialErrors([
                400: "No image, a name that does not end in .png, .jpg or .jpeg, an unknown model, no row of numbers.",
                413: "Too many bytes or pixels.", 415: "Not an image that is taken.",
                422: "An image that can't be read.",
                429: "The client is over its share of the queue.",
                500: "Numbers that can't be classified, a model that can't be used; as in the tutorial.",
                503: "The queue is full, the store can't be reached, or there is no model.",
            ]))

    private static let result = Operation(
        method: .get, path: "/results/{id}", id: "getResult", tag: .tutorial,
        summary: "A job in Celery's words; an unknown one is PENDING.",
        parameters: [JobParameters.id], answers: [.json(200, .named("TutorialResult"), "The task.")],
        errors: [.storeUnavailable])

    private static let submit = Operation(
        method: .post, path: "/jobs", id: "submitTutorialJob", tag: .tutorial,
        summary: "Puts one image into the queue: the asynchronous pattern.",
        parameters: JobOperations.submissionParameters, body: JobOperations.submissionBody,
        answers: [.json(202, .named("TutorialJob"), "The job is in the queue.", headers: ["Location"])],
        errors: JobOperations.submissionErrors)

    private static let look = Operation(
        method: .get, path: "/jobs/{id}", id: "getTutorialJob", tag: .tutorial,
        summary: "What became of it.", parameters: [JobParameters.id],
        answers: [.json(200, .named("TutorialJob"), "The job as it is.")],
        errors: [.notFound, .expired, .storeUnavailable])

    private static let start = Operation(
        method: .post, path: "/start-task", id: "startTask", tag: .tutorial,
        summary: "Starts the demonstration task, which takes five seconds and gives its input back.",
        body: [
            "application/json": .something.saying(
                "Any JSON that Python does not take for nothing, at most \(DemoInput.maxBytes) bytes."
            ).example(.object(["image_id": 123]))
        ],
        answers: [.json(202, .named("TutorialStarted"), "It runs.")]
            + Answer.tutorialErrors([
                400: "No data.", 404: "The service was started without --demo-tasks.", 413: "Too many bytes.",
                415: "The Content-Type is not JSON.", 500: "A fault of the service.",
                503: "\(DemoTasks.capacity) tasks are running.",
            ]))

    private static let status = Operation(
        method: .get, path: "/task-status/{id}", id: "getTaskStatus", tag: .tutorial,
        summary: "A demonstration task; an unknown one is PENDING.", parameters: [JobParameters.id],
        answers: [.json(200, .named("DemoTask"), "The task.")]
            + Answer.tutorialErrors([
                404: "The service was started without --demo-tasks.", 500: "A fault of the service.",
            ]))
}
