extension JobRecord {
    /// A job as it is accepted; the first revision. U+0000 in its texts, at which SQLite's end, becomes U+FFFD.
    init(accepting job: NewJob, sequence: Int64, now: JobInstant) {
        self.init(
            id: job.id, state: .queued, revision: 1, sequence: sequence, name: job.name.withoutNUL,
            route: job.route.withoutNUL, client: job.client.withoutNUL, metadata: job.metadata,
            payloadBytes: job.payload.count, attempt: 0,
            maxAttempts: max(1, job.maxAttempts), priority: job.priority, createdAt: now)
    }
}

extension JobError {
    static func unknown(_ id: JobID) -> JobError {
        JobError(.notFound, "No job has the id \(String(id.rawValue.prefix(64))).")
    }

    static func forgotten(_ id: JobID) -> JobError {
        JobError(.expired, "Job \(id) was here and has been forgotten, with its image and result.")
    }

    static func payloadDropped(_ id: JobID) -> JobError {
        JobError(.expired, "The image of job \(id) is no longer kept, only its result. Submit the image again.")
    }

    static func notFinished(_ job: JobRecord) -> JobError {
        JobError(
            .conflict, "Job \(job.id) is \(job.state.rawValue); only a finished one can be forgotten. Cancel it first.")
    }

    static func otherPayload(_ job: JobRecord) -> JobError { otherPayload(id: job.id) }

    static func otherPayload(id: JobID) -> JobError {
        JobError(
            .idempotencyMismatch,
            "This Idempotency-Key was used for another image (job \(id)). Use a new key for a new image.")
    }

    static func overShare(_ client: String, _ jobsPerClient: Int) -> JobError {
        JobError(
            .clientOverShare,
            "\(jobsPerClient) jobs of the client '\(client)' wait, as many as one client may have in this queue; "
                + "send more when some are done.")
    }

    static func taken(_ id: JobID) -> JobError {
        JobError(.conflict, "A job with the id \(id) exists already.")
    }

    static func full(_ maxQueued: Int) -> JobError {
        JobError(.queueFull, "\(maxQueued) jobs wait, as many as this queue takes; try again when some are done.")
    }

    static func full(bytes: Int) -> JobError {
        JobError(
            .queueFull,
            "The images that wait have \(bytes / 1_048_576) MiB together, as much as this queue takes; try again when some "
                + "are done.")
    }
}

extension String {
    fileprivate var withoutNUL: String { utf8.contains(0) ? replacing("\0", with: "\u{FFFD}") : self }
}
