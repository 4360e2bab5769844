import API
import HTTPTypes

/// What a service says of itself.
enum ServiceOperations {
    static let all: [Operation] = [
        get(
            "/v1/limits", "getLimits", "Every limit that a submission meets, so that a client can check first.",
            .named("Limits")),
        get("/v1/models", "listModels", "What can be asked for, and what each expects.", .named("ModelList")),
        Operation(
            method: .get, path: "/v1/models/{name}", id: "getModel", tag: .service, summary: "One model.",
            parameters: [.path("name", .text, "`name` or `name@version`.")],
            answers: [.json(200, .named("Model"), "The model.")], errors: [.notFound]),
        get(
            "/v1/stats", "getStats", "How it goes: depth, rate, latencies of the last 60 seconds, workers.",
            .named("Stats"), errors: [.storeUnavailable]),
        get(
            "/v1/workers", "listWorkers", "Every slot that takes jobs, and the job that it holds.",
            .named("WorkerList"), errors: [.storeUnavailable]),
        telling("quiet", "It finishes what it has, and takes nothing until it is resumed."),
        telling("resume", "It takes jobs again."),
        telling("drain", "It finishes what it has, and ends; not for the worker of a service."),
        claiming("/v1/queue/pause", "pauseQueue", "Stops claiming, until it is resumed; what runs goes on."),
        claiming("/v1/queue/resume", "resumeQueue", "Starts claiming again."),
        get("/livez", "getLiveness", "Whether the process is alive.", .object(["status": .string(values: ["alive"])])),
        Operation(
            method: .get, path: "/readyz", id: "getReadiness", tag: .service,
            summary: "Whether the service can do its work: the store answers, the default model is warm, no shutdown.",
            answers: [
                .json(200, .named("Readiness"), "It can."),
                .json(503, .named("Readiness"), "It can't, with the reasons."),
            ]),
        Operation(
            method: .get, path: "/metrics", id: "getMetrics", tag: .service, summary: "Figures for Prometheus.",
            answers: [
                Answer(
                    status: 200, description: "Text format 0.0.4.", content: ["text/plain": .string()])
            ]),
        get("/openapi.json", "getOpenAPI", "This document.", .map(of: .any)),
    ]

    private static func telling(_ verb: String, _ summary: String) -> Operation {
        Operation(
            method: .post, path: "/v1/workers/{name}/\(verb)", id: "\(verb)Worker", tag: .queue,
            summary: "Tells a worker to \(verb). \(summary)",
            parameters: [.path("name", .text, "A member of `GET /v1/workers`.")],
            answers: [.json(200, .named("WorkerMember"), "How it stood, and what is wanted of it.")],
            errors: [.notFound, .conflict, .storeUnavailable])
    }

    private static func claiming(_ path: String, _ id: String, _ summary: String) -> Operation {
        Operation(
            method: .post, path: path, id: id, tag: .queue, summary: summary,
            answers: [.json(200, .object(["paused": .boolean]), "How it stands now.")], errors: [.storeUnavailable])
    }

    private static func get(
        _ path: String, _ id: String, _ summary: String, _ schema: Schema, errors: [ErrorCode] = []
    ) -> Operation {
        Operation(
            method: .get, path: path, id: id, tag: .service, summary: summary,
            answers: [.json(200, schema, summary)], errors: errors)
    }
}
