import API
import Jobs

/// Jobs, and errors.
enum JobSchemas {
    static let all: [String: Schema] = [
        "Job": job, "Image": image, "Progress": progress, "Timings": timings, "Prediction": prediction,
        "Waiting": waiting, "FailedAttempt": attempt,
        "JobBatch": .object(["jobs": .list(of: .named("Job"))]).saying(
            "The jobs of several images, in the body's order."),
        "JobList": .object([
            "jobs": .list(of: .named("Job")),
            "next_cursor": .string().orNull().saying(
                "null on the last page; a page before it may have fewer jobs than asked for, even none."),
            "total": .integer().saying("Jobs that match, on all pages."),
            "total_is_exact": .boolean.saying(
                "false: at least so many match; to count on would take too long for a page. Ask with total=exact."),
        ]),
        "ImagePrediction": .object([
            "image": .named("Image"), "model": .string(), "top_k": .integer(from: 1), "timings_ms": .named("Timings"),
            "prediction": .list(of: .named("Prediction")), "cached": .boolean,
        ]),
        "BulkResult": .object(["matched": .integer(), "changed": .integer()]),
        "ForgottenJob": .object(["job_id": .string(lengths: 1...100)]).saying("A job that is gone."),
        "EventMark": .object([:]).saying("Only that it came: an object without members."),
        "Submission": submission,
        "ErrorDetail": detail,
        "JobFailure": .both(.named("ErrorDetail"), .object(["code": .string(values: failures.map(\.rawValue))])),
        "Error": .object(["error": .named("ErrorDetail")]).saying(
            "Every error; code is stable, message says what to do."),
    ]

    /// Why an accepted job can fail.
    static let failures: [ErrorCode] = [
        .unreadableImage, .imageTooLarge, .unsupportedImage, .unknownModel, .noModel, .modelUnusable, .inferenceFailed,
        .leaseExpired, .workerCrashed, .internalError,
    ]

    private static let job = Schema.object([
        "job_id": .string(lengths: 26...26).saying("ULID; sorts by creation."),
        "status": .string(values: JobStatus.allCases.map(\.rawValue)),
        "status_url": .string(pattern: "^/v1/jobs/"),
        "revision": .integer().saying("Grows with every change of this job."),
        "image": .named("Image"),
        "model": .string().saying("name@version"),
        "top_k": .integer(from: 1),
        "client": .string(), "priority": .string(values: Priority.allCases.map(\.rawValue)),
        "attempt": .integer().saying("Starts of work so far."),
        "progress": Schema.named("Progress").orNull(),
        "queue_position": .integer(from: 1).orNull().saying("1 is next; null when it does not wait."),
        "eta_ms": .number().orNull(),
        "waiting": Schema.named("Waiting").orNull().saying("Why it waits; null when it does not."),
        "created_at": .time, "started_at": .time.orNull(), "finished_at": .time.orNull(),
        "expires_at": .time.orNull().saying("When it is forgotten; null: it has not finished, or is kept for ever."),
        "timings_ms": .named("Timings"),
        "prediction": .list(of: .named("Prediction")).orNull().saying("Best first; null until it has succeeded."),
        "cached": .boolean.saying("Whether the result was known from before."),
        "error": Schema.named("JobFailure").orNull(),
        "attempts": .list(of: .named("FailedAttempt")).saying(
            "Attempts that failed, also before a retry: the latest last, \(FailedAttempt.kept) at most."),
    ])

    private static let waiting = Schema.object([
        "reason": .string(values: WaitingReason.allCases.map(\.rawValue)),
        "behind": .string().orNull().saying("The client whose job comes right before; null: its own, or none."),
        "until": .time.orNull().saying("Until then no worker takes it; null: it waits for no time."),
    ])

    private static let attempt = Schema.object([
        "attempt": .integer(from: 1).saying("Counted anew after each retry."), "worker": .string().orNull(),
        "started_at": .time.orNull(), "ended_at": .time, "error": .named("JobFailure"),
    ])

    private static let image = Schema.object([
        "name": .string().saying("As the submitter named it."), "format": .string(),
        "width": .integer(from: 1).saying("Pixels, before any rotation."), "height": .integer(from: 1),
        "bytes": .integer(from: 1), "sha256": .string(pattern: "^[0-9a-f]{64}$"),
    ])

    private static let steps = JobStep.allCases.map(\.rawValue)

    private static let progress = Schema.object(["step": .string(values: steps), "fraction": .probability])

    private static let timings = Schema.object(
        Dictionary(uniqueKeysWithValues: (["queued"] + steps).map { ($0, .number()) }), optional: ["*"])

    private static let prediction = Schema.object([
        "index": .integer().saying("Position in the model's output."), "label": .string(), "score": .probability,
    ])

    private static let submission = Schema.object(
        [
            "model_version": .string(pattern: "^[!-~]+$", lengths: 1...128).saying("`name` or `name@version`."),
            "data": .either(
                .object(
                    [
                        "image_base64": .string(pattern: "^([A-Za-z0-9+/]{4})+$").example(.string(samplePNG)),
                        "name": .string(lengths: 1...200),
                    ], optional: ["name"]),
                .object(
                    [
                        "image_url": .string(
                            pattern: "^https?://[a-z0-9.-]+(:[0-9]+)?(/[!-~]*)?$", lengths: 1...ImageURL.maxBytes
                        ).saying("Of a host in image_url_hosts of /v1/limits."),
                        "name": .string(lengths: 1...200),
                    ], optional: ["name"])),
            "parameters": .object(
                ["top_k": JobParameters.topK.schema, "priority": JobParameters.priority.schema],
                optional: ["top_k", "priority"]),
        ], optional: ["model_version", "parameters"])

    /// One red pixel.
    private static let samplePNG =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"

    private static let detail = Schema.object(
        [
            "code": .string(pattern: "^[A-Z_]+$"), "message": .string(lengths: 1...4000),
            "request_id": .string().saying("Of an error answer, not of a job."),
            "step": .string(values: steps).saying("At which a job failed."),
            "details": .map(of: .integer(from: Int(Int32.min))).saying("Limits and sizes."),
        ], optional: ["request_id", "step", "details"])
}
