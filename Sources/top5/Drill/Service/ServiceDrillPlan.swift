import Foundation

/// What a drill of the service is to do.
struct ServiceDrillPlan: Sendable {
    /// Each on a store of its own.
    var rounds: Int
    /// Submitted in each round.
    var images: Int
    /// Submitting at the same time.
    var clients: Int
    /// Kills of the service in each round; kills of its worker processes come on top.
    var kills: Int
    /// The same seed draws the same moments; what they hit is up to the machine.
    var seed: UInt64
    /// More options of `serve`.
    var serveArguments: [String]
    var samples: [DrillSample]
    /// nil: the queue is a file.
    var shared: SharedDrill?
    /// Where the folder of a round that failed is moved; nil throws it away.
    var keep: URL?
    /// For what was accepted to be finished, after the last kill.
    var patience = Duration.seconds(120)
}

/// What a drill is to do on a queue in Redis.
struct SharedDrill: Sendable {
    /// Workers of their own.
    var workers: Int
    /// The address of a server that is not the drill's and goes on; nil: each round has its own, which is killed too.
    var server: String?
}

/// A picture to submit.
struct DrillSample: Sendable {
    var name: String
    var bytes: Data
}
