import API

/// Limits, models, numbers of the running service.
enum ServiceSchemas {
    static let all: [String: Schema] = [
        "Limits": limits, "Model": model,
        "ModelList": .object(
            [
                "models": .list(of: .named("Model")),
                "hint": .string().saying("How to get a stronger model, where the default is a starter."),
            ], optional: ["hint"]),
        "Stats": stats, "Worker": worker,
        "WorkerList": .object([
            "workers": .list(of: .named("Worker")), "paused": .boolean, "members": .list(of: .named("WorkerMember")),
        ]),
        "WorkerMember": member,
        "Percentiles": .object(["p50": .number(), "p95": .number(), "p99": .number()]).saying("Milliseconds."),
        "Readiness": .object(["ready": .boolean, "reasons": .list(of: .string())]),
    ]

    /// What is about a job is null while it is idle.
    private static let worker = Schema.object([
        "name": .string().saying("The worker's name and the slot's number."), "job_id": .string().orNull(),
        "model": .string().orNull(), "step": .string(values: JobStep.allCases.map(\.rawValue)).orNull(),
        "since": .time.orNull(), "last_heartbeat": .time.orNull(), "lease_expires_at": .time.orNull(),
        "done": .integer().orNull().saying("Jobs that it has brought to an end since its process began."),
        "failed": .integer().orNull().saying("Failures among them."), "version": .string().orNull(),
        "member": .string().orNull().saying("The process that it belongs to; null: one that says nothing of itself."),
    ])

    private static let member = Schema.object([
        "name": .string().saying("Host and process, or `embedded`."), "version": .string(),
        "models": .list(of: .string()).saying("What it takes jobs of."),
        "duty": .string(values: ["working", "quiet", "draining"]),
        "wanted": .string(values: ["working", "quiet", "draining"]).orNull().saying(
            "What it was told and does not do yet."),
        "slots": .integer(), "of_service": .boolean.saying("It can't be drained."),
    ])

    private static let limits = Schema.object(
        [
            "max_image_bytes": .integer(from: 1), "max_image_pixels": .integer(from: 1),
            "max_image_side": .integer(from: 1),
            "max_image_frames": .integer(from: 1), "max_decoding_ms": .integer(from: 1),
            "max_images_per_request": .integer(from: 1), "max_request_bytes": .integer(from: 1),
            "formats": .list(of: .string()), "default_top_k": .integer(from: 1), "max_top_k": .integer(from: 1),
            "max_queued_jobs": .integer(from: 1), "max_queued_bytes": .integer(from: 1),
            "max_queued_jobs_per_client": .integer(from: 1), "max_name_bytes": .integer(from: 1),
            "max_upload_memory_bytes": .integer(from: 1).saying("Of all uploads under way together."),
            "image_url_hosts": .list(of: .text).saying(
                "Hosts that data.image_url may name, `*.DOMAIN` for all below a domain, with a port where it is not the "
                    + "scheme's own; none: no image is fetched."),
            "keep_jobs_ms": .integer(from: 1).saying("Missing where jobs are kept for ever."),
            "keep_images_ms": .integer(from: 1).saying("Missing where images are kept as long as their jobs."),
        ], optional: ["keep_jobs_ms", "keep_images_ms"])

    private static let model = Schema.object(
        [
            "id": .string().saying("name@version"), "name": .string(), "version": .string(), "title": .string(),
            "default": .boolean, "state": .string(values: ["available", "loading", "ready", "unusable"]),
            "task": .string(), "classes": .integer(),
            "input": .string().saying("Type and shape, such as float32 NCHW [1,3,64,64]."),
            "license": .string(), "source": .string(), "error": .string().saying("Why it is unusable."),
        ], optional: ["error"])

    private static let stats = Schema.object(
        [
            "depth": .object(
                Dictionary(uniqueKeysWithValues: JobStatus.allCases.map { ($0.rawValue, Schema.integer()) })),
            "oldest_queued_ms": .number().saying("Missing when none waits."),
            "images_per_second": .number(),
            "latency_ms": .object(
                Dictionary(
                    uniqueKeysWithValues: ([ServiceStats.totalKey] + JobStep.allCases.map(\.rawValue))
                        .map { ($0, Schema.named("Percentiles")) }), optional: ["*"]),
            "workers": .object(
                [
                    "slots": .integer(), "busy": .integer(),
                    "processes": .object(["configured": .integer(), "up": .integer(), "ended": .integer()])
                        .saying("Only with worker processes."),
                ], optional: ["processes"]),
            "paused": .boolean.saying("Whether claiming is stopped."),
            "followers": .integer().saying("Open event streams."),
            "result_cache": .object([
                "capacity": .integer(from: 1), "entries": .integer(), "hits": .integer(), "misses": .integer(),
            ]).saying("Missing where results are not cached."),
            "durability": .string(), "uptime_seconds": .number(), "version": .string(),
        ], optional: ["oldest_queued_ms", "result_cache"])
}
