import Foundation

/// What `top5 bench service` found out. Times are milliseconds, sizes bytes.
struct ServiceReport: Encodable, Sendable {
    struct Idle: Encodable, Sendable {
        var accept: Spread
        var total: Spread
        /// What the job's steps took.
        var work: Spread
        /// `total` less `work`.
        var overhead: Spread
    }

    struct Load: Encodable, Sendable {
        var imagesPerSecond: Double
        var accept: Spread
        var total: Spread
        var failed: Int
        var refused: Int
        var unfinished: Int
        /// Of one core, 0...1.
        var generatorShare: Double
        /// nil where it is not ours to see.
        var serviceCpuMsPerImage: Double?

        init(_ outcome: LoadOutcome) {
            imagesPerSecond = outcome.perSecond
            accept = Spread(outcome.accept)
            total = Spread(outcome.total)
            failed = outcome.failed
            refused = outcome.refused
            unfinished = outcome.unfinished
            generatorShare = outcome.generatorShare
            if outcome.serviceCPUMilliseconds > 0, outcome.finished > 0 {
                serviceCpuMsPerImage = outcome.serviceCPUMilliseconds / Double(outcome.finished)
            }
        }
    }

    struct Saturation: Encodable, Sendable {
        /// Of the round in the middle.
        var load: Load
        /// Images a second of the engine alone, and the service's share of it, in each round, by share.
        var engine: [Double] = []
        var shares: [Double] = []
        /// Of the engine's rate: median of the rounds.
        var share: Double?
    }

    struct Burst: Encodable, Sendable {
        var acceptedPerSecond: Double
        var accept: Spread
        var refused: Int
    }

    struct Connections: Encodable, Sendable {
        var wanted: Int
        /// Still open after the measurement.
        var open: Int
        var residentBefore: Int
        var residentWith: Int
    }

    struct Followers: Encodable, Sendable {
        /// One load without the followers and one with them.
        struct Round: Encodable, Sendable {
            var without: Load
            var with: Load
            /// CPU time of the service, of all cores, 0...1.
            var busyWithout: Double
            var busyWith: Double
            /// Events a second that each follower got.
            var eventsPerSecond: Double
            /// What of the rate the followers cost.
            var slowdown: Double { 1 - with.imagesPerSecond / max(without.imagesPerSecond, 1e-9) }
            /// What of the machine they cost: a busy queue would be slower by that much.
            var taken: Double { busyWith - busyWithout }
        }

        var followers: Int
        /// Still connected at the end.
        var left: Int
        /// The load was paced for so many events a second; nil: as much as went.
        var wantedEventsPerSecond: Double?
        var rounds: [Round] = []

        func median(_ value: (Round) -> Double) -> Double { Percentile.of(rounds.map(value), 0.5) }
        /// Of a paced load, what its followers take from the machine; else what they cost of the rate. Median of the
        /// rounds.
        var cost = 0.0
    }

    struct Peer: Encodable, Sendable {
        /// The tutorial's stack.
        var theirs: Load
        var theirResident: Int
        /// top5 through the tutorial's own endpoints, asked in the same way.
        var ours: Load
        var ourResident: Int
    }

    var model: String
    var pictures: Int
    var connectionsAtOnce: Int
    var residentReady: Int?
    var residentAfterLoad: Int?
    var idle: Idle?
    var saturation: Saturation?
    var burst: Burst?
    var connections: Connections?
    var followers: Followers?
    var peer: Peer?

    init(model: String, pictures: Int, connectionsAtOnce: Int) {
        self.model = model
        self.pictures = pictures
        self.connectionsAtOnce = connectionsAtOnce
    }

    func json() throws -> String { try ReportJSON.text(self) }
}
