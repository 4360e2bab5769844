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
        var share: Double? { shares.isEmpty ? nil : shares[shares.count / 2] }
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
        var followers: Int
        /// Still connected at the end.
        var left: Int
        var eventsPerSecond: Double
        /// Images a second without and with them, in each round.
        var without: [Double]
        var with: [Double]
        /// The generator's share of one core, reading for all of them included.
        var generatorShare: Double
        /// What they cost, of the rate without them: median of the rounds.
        var slowdown: Double {
            let shares = zip(without, with).map { 1 - $1 / max($0, 1e-9) }.sorted()
            return shares.isEmpty ? 0 : shares[shares.count / 2]
        }
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

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
