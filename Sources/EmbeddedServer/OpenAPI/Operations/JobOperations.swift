import API
import HTTPTypes
import Jobs

/// `/v1/jobs` and `/v1/events`.
enum JobOperations {
    static let all: [Operation] = [submit, predict, list, look, image, cancel, retry, forget] + many + [events]

    private static let unknown: [ErrorCode] = [.notFound, .expired, .storeUnavailable]

    /// What is wrong with a submission.
    static let submissionErrors: [ErrorCode] =
        [
            .invalidRequest, .invalidJSON, .missingImage, .unknownModel, .bodyTooLarge, .imageTooLarge,
            .unsupportedImage,
            .unreadableImage, .idempotencyMismatch, .clientOverShare, .queueFull, .uploadMemoryFull, .draining,
            .noModel,
            .storeUnavailable,
            .modelUnusable,
        ] + fetchErrors

    /// Of an image by address.
    private static let fetchErrors: [ErrorCode] = [
        .urlFetchingOff, .invalidURL, .urlHostNotAllowed, .urlAddressNotAllowed, .urlRedirectRefused, .urlUnreachable,
        .urlFailed, .urlTimeout, .tooManyFetches,
    ]

    static let submissionParameters: [Parameter] = [
        JobParameters.model, JobParameters.topK, JobParameters.priority, JobParameters.client,
        .header(
            "X-Image-Name", .string(pattern: "^[ -~]*$"),
            "Name of a raw image, percent-encoded UTF-8; shown cut to \(Limits().maxNameBytes) bytes."),
        .header(
            "Idempotency-Key", .string(pattern: "^[!-~]+$", lengths: 1...128),
            "The same key from the same client is the same submission."),
    ]

    /// The forms in which images come.
    static let submissionBody: [String: Schema] = [
        "image/*": .bytes, "application/octet-stream": .bytes,
        "multipart/form-data": .object(
            [
                "image": .list(of: .file, counts: 1...Limits().maxImagesPerRequest),
                "model": JobParameters.model.schema, "top_k": JobParameters.topK.schema,
                "priority": JobParameters.priority.schema,
            ], optional: ["model", "top_k", "priority"]),
        "application/json": .named("Submission"),
    ]

    private static let jobs = Schema.either(.named("Job"), .named("JobBatch"))

    private static let submit = Operation(
        method: .post, path: "/v1/jobs", id: "submitJobs", tag: .jobs,
        summary: "Submits images; what is accepted is on disk.",
        parameters: submissionParameters + [
            .header(
                "Prefer", .string(pattern: "^wait=[0-9]{1,3}$"),
                "Seconds to wait for the end of the jobs, at most \(WaitPreference.maxSeconds).")
        ],
        body: submissionBody,
        answers: [
            .json(202, jobs, "The job, or the jobs of several images, in the queue. One job's has a Location."),
            .json(200, jobs, "The finished jobs, where Prefer: wait was met."),
        ],
        errors: submissionErrors)

    private static let predict = Operation(
        method: .post, path: "/v1/predictions", id: "predictImages", tag: .jobs,
        summary: "Classifies images and answers with the result; nothing is queued or stored.",
        parameters: submissionParameters, body: submissionBody,
        answers: [
            .json(
                200, .either(.named("ImagePrediction"), .object(["predictions": .list(of: .named("ImagePrediction"))])),
                "The prediction, or those of several images in the body's order.")
        ],
        errors: [
            .invalidRequest, .invalidJSON, .missingImage, .unknownModel, .bodyTooLarge, .imageTooLarge,
            .unsupportedImage, .unreadableImage, .queueFull, .uploadMemoryFull, .noModel, .modelUnusable,
            .inferenceFailed, .workerCrashed,
        ] + fetchErrors)

    private static let list = Operation(
        method: .get, path: "/v1/jobs", id: "listJobs", tag: .jobs,
        summary: "Jobs, newest first unless sorted, a page at a time.",
        parameters: JobParameters.filter + [
            .query("sort", .string(values: JobSort.allCases.map(\.rawValue)), "Without it -created, newest first."),
            .query("limit", .integer(1...500), "Jobs of a page; without it 50."),
            .query("cursor", .string(lengths: 1...200), "next_cursor of the page before."),
            .query("total", .string(values: ["exact"]), "Counts to the end, however long that takes."),
        ],
        answers: [.json(200, .named("JobList"), "A page.")],
        errors: [.invalidRequest, .invalidFilter, .invalidCursor, .storeUnavailable])

    private static let look = Operation(
        method: .get, path: "/v1/jobs/{id}", id: "getJob", tag: .jobs, summary: "One job.",
        parameters: [
            JobParameters.id,
            .header("If-None-Match", .string(), "An ETag of before."),
        ],
        answers: [
            .json(200, .named("Job"), "The job as it is.", headers: ["ETag"]),
            Answer(status: 304, description: "It is as it was.", headers: ["ETag"]),
        ],
        errors: unknown)

    private static let image = Operation(
        method: .get, path: "/v1/jobs/{id}/image", id: "getJobImage", tag: .jobs,
        summary: "The image as it was submitted, or a preview of it.",
        parameters: [
            JobParameters.id,
            .query(
                "fit", .integer(JobRoutes.previewSides), "A JPEG that fits in so many pixels, not the image itself."),
        ],
        answers: [Answer(status: 200, description: "The bytes.", content: ["image/*": .bytes])],
        errors: unknown + [.invalidRequest, .unreadableImage, .unsupportedImage, .imageTooLarge, .workerCrashed])

    private static let cancel = Operation(
        method: .post, path: "/v1/jobs/{id}/cancel", id: "cancelJob", tag: .jobs,
        summary: "Cancels: a waiting job at once, a running one before its next step.",
        parameters: [JobParameters.id], answers: [.json(200, .named("Job"), "The job as it is now.")],
        errors: unknown + [.conflict])

    private static let retry = Operation(
        method: .post, path: "/v1/jobs/{id}/retry", id: "retryJob", tag: .jobs,
        summary: "Puts a failed or cancelled job back into the queue.",
        parameters: [JobParameters.id],
        answers: [.json(202, .named("Job"), "The waiting job.", headers: ["Location"])],
        errors: unknown + [.conflict, .queueFull, .clientOverShare])

    private static let forget = Operation(
        method: .delete, path: "/v1/jobs/{id}", id: "forgetJob", tag: .jobs,
        summary: "Forgets a finished job, its image and its result.",
        parameters: [JobParameters.id], answers: [Answer(status: 204, description: "It is forgotten.")],
        errors: unknown + [.conflict])

    private static let many: [Operation] = [
        many(.post, "/v1/jobs/cancel", "cancelJobs", "Cancels every job that matches."),
        many(
            .post, "/v1/jobs/retry", "retryJobs", "Puts every failed or cancelled job that matches back into the queue."
        ),
        many(.delete, "/v1/jobs", "forgetJobs", "Forgets every finished job that matches."),
    ]

    private static func many(
        _ method: HTTPRequest.Method, _ path: String, _ id: String, _ summary: String
    ) -> Operation {
        Operation(
            method: method, path: path, id: id, tag: .jobs, summary: "\(summary) At least one parameter is needed.",
            parameters: JobParameters.filter,
            answers: [.json(200, .named("BulkResult"), "How many matched, how many changed.")],
            errors: [.invalidRequest, .invalidFilter, .storeUnavailable])
    }

    private static let events = Operation(
        method: .get, path: "/v1/events", id: "followEvents", tag: .events,
        summary:
            "Every change of every job, as server-sent events: `job` is its snapshot, `forgotten` names one that is gone, "
            + "`gap` a follower that was too slow, `live` one that has caught up. The id of each is its place in the order.",
        parameters: [
            .query("job", .string(lengths: 1...100), "Only of this job."),
            .query(
                "state", .string(lengths: 1...100), "Only of jobs that are in one of these states now, with commas."),
            .query("after", .integer(), "Resumes behind the event with this id."),
            .header("Last-Event-ID", .integer(), "The same, stronger; browsers send it."),
        ],
        answers: [
            Answer(
                status: 200, description: "A stream without an end. It begins now, or behind the event named.",
                content: [
                    "text/event-stream": .events([
                        JobEvent.jobName: .named("Job"), JobEvent.forgottenName: .named("ForgottenJob"),
                        JobEvent.gapName: .named("EventMark"), JobEvent.liveName: .named("EventMark"),
                    ])
                ])
        ],
        errors: [.invalidRequest, .invalidFilter, .storeUnavailable])
}
