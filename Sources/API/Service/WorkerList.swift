package import Foundation

/// `GET /v1/workers`: every slot that takes jobs, busy ones first.
package struct WorkerList: Codable, Sendable, Equatable {
    package var workers: [WorkerInfo]
    /// Whether claiming is stopped for all of them.
    package var isPaused: Bool
    /// The processes that the slots belong to; nil: an older service.
    package var members: [WorkerMember]?

    package init(workers: [WorkerInfo], isPaused: Bool, members: [WorkerMember]? = nil) {
        self.members = members
        self.workers = workers
        self.isPaused = isPaused
    }

    enum CodingKeys: String, CodingKey {
        case workers, members
        case isPaused = "paused"
    }
}

/// One slot of a worker, and the job that it holds.
package struct WorkerInfo: Codable, Sendable, Equatable {
    /// The worker's name and the slot's number: `embedded/1`.
    package var name: String
    /// nil: idle, as the rest.
    package var jobID: String?
    package var model: String?
    package var step: JobStep?
    /// When it took the job.
    package var since: Date?
    /// When it last showed that it is alive; so often as a third of the lease.
    package var lastHeartbeat: Date?
    /// When the job is given to another unless a heartbeat comes before.
    package var leaseExpiresAt: Date?
    /// Jobs that it has brought to an end since its process began, failures among them; nil: an older service, or a slot of
    /// another process.
    package var done: Int?
    package var failed: Int?
    package var version: String?
    /// The process that it belongs to, by its name.
    package var member: String?

    package init(
        name: String, jobID: String? = nil, model: String? = nil, step: JobStep? = nil, since: Date? = nil,
        lastHeartbeat: Date? = nil, leaseExpiresAt: Date? = nil, done: Int? = nil, failed: Int? = nil,
        version: String? = nil, member: String? = nil
    ) {
        self.member = member
        self.name = name
        self.jobID = jobID
        self.model = model
        self.step = step
        self.since = since
        self.lastHeartbeat = lastHeartbeat
        self.leaseExpiresAt = leaseExpiresAt
        self.done = done
        self.failed = failed
        self.version = version
    }

    enum CodingKeys: String, CodingKey {
        case name
        case jobID = "job_id"
        case model, step, since
        case lastHeartbeat = "last_heartbeat"
        case leaseExpiresAt = "lease_expires_at"
        case done, failed, version, member
    }

    /// Absent values are written as `null`, so that every slot has every key.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(jobID, forKey: .jobID)
        try container.encode(model, forKey: .model)
        try container.encode(step, forKey: .step)
        try container.encode(since, forKey: .since)
        try container.encode(lastHeartbeat, forKey: .lastHeartbeat)
        try container.encode(leaseExpiresAt, forKey: .leaseExpiresAt)
        try container.encode(done, forKey: .done)
        try container.encode(failed, forKey: .failed)
        try container.encode(version, forKey: .version)
        try container.encode(member, forKey: .member)
    }
}
