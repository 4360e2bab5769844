import Foundation
import NIOPosix

/// top5 and the tutorial's own stack, one after the other, through the same endpoints and asked in the same way.
struct PeerBench: Sendable {
    let ours: BenchedService
    /// The folder of the tutorial's stack.
    let peer: URL
    let port: Int
    let pictures: [Data]
    let seconds: Double
    let connections: Int
    let threads: NIOThreadPool

    /// Between two questions of a client for its job. The tutorial names none; a short one would cost its web more.
    private static let pollMilliseconds = 250

    func run(note: (String) -> Void) async throws -> ServiceReport.Peer {
        note("top5 through the tutorial's endpoints")
        let mine = try await load(ours, warmUp: 3)
        let ourResident = ours.residentBytes
        note("the tutorial's stack starts")
        let theirs = try await BenchedService(peer: peer, port: port)
        note("the tutorial's stack")
        // Its workers load the model with their first job.
        let other = try await load(theirs, warmUp: 15)
        let theirResident = theirs.residentBytes
        _ = try await theirs.process?.stop(within: .seconds(20))
        return ServiceReport.Peer(
            theirs: .init(other), theirResident: theirResident, ours: .init(mine), ourResident: ourResident)
    }

    private func load(_ service: BenchedService, warmUp: Double) async throws -> LoadOutcome {
        var plan = LoadPlan(target: service.target, pictures: pictures, seconds: seconds)
        plan.style = .tutorial
        plan.waiting = .polling(everyMilliseconds: Self.pollMilliseconds)
        plan.connections = connections
        plan.warmUp = warmUp
        plan.service = service.process?.id
        return try await ClosedLoad.run(plan, on: threads)
    }
}
