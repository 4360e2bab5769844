/// A process that works on the queue, and what it was told to do.
package struct WorkerMember: Codable, Sendable, Equatable {
    /// Host and process, or `embedded`.
    package var name: String
    package var version: String
    /// What it takes jobs of.
    package var models: [String]
    /// `working`, `quiet` or `draining`.
    package var duty: String
    /// What it was told and does not do yet; nil: nothing.
    package var wanted: String?
    package var slots: Int
    /// It lives in a service and can't be drained.
    package var isOfService: Bool

    package init(
        name: String, version: String, models: [String], duty: String, wanted: String? = nil, slots: Int,
        isOfService: Bool = false
    ) {
        self.name = name
        self.version = version
        self.models = models
        self.duty = duty
        self.wanted = wanted
        self.slots = slots
        self.isOfService = isOfService
    }

    /// Its duty once it has heard what it was told.
    package var coming: String { wanted ?? duty }
    /// Whether it takes jobs, or will when it has heard what it was told.
    package var shallWork: Bool { coming == "working" }
    /// Its end can't be taken back any more.
    package var isDraining: Bool { duty == "draining" || wanted == "draining" }

    enum CodingKeys: String, CodingKey {
        case name, version, models, duty, wanted, slots
        case isOfService = "of_service"
    }

    /// An absent wish is written as `null`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(version, forKey: .version)
        try container.encode(models, forKey: .models)
        try container.encode(duty, forKey: .duty)
        try container.encode(wanted, forKey: .wanted)
        try container.encode(slots, forKey: .slots)
        try container.encode(isOfService, forKey: .isOfService)
    }
}

/// What a worker can be told.
package enum WorkerOrder: String, Sendable, Equatable {
    case quiet, resume, drain
}
