import API
import Foundation
import Inference
import NIOPosix

/// Measures a service over real HTTP, part by part.
struct ServiceBench: Sendable {
    let service: BenchedService
    let pictures: [Data]
    let parts: [BenchPart]
    /// Of each measurement.
    let seconds: Double
    let connections: Int
    let idleConnections: Int
    let followers: Int
    /// For which the load beside the followers is paced; nil: as much as goes.
    let eventsPerSecond: Double?
    /// For the engine alone; nil leaves the comparison out.
    let classifier: Classifier?
    /// For the generator, which blocks.
    let threads: NIOThreadPool

    private static let rounds = 5

    private func plan(_ change: (inout LoadPlan) -> Void = { _ in }) -> LoadPlan {
        var plan = LoadPlan(target: service.target, pictures: pictures, seconds: seconds)
        plan.warmUp = min(1, seconds)
        plan.connections = connections
        plan.service = service.process?.id
        change(&plan)
        return plan
    }

    func load(_ plan: LoadPlan) async throws -> LoadOutcome {
        try await ClosedLoad.run(plan, on: threads)
    }

    /// - Parameter note: told what begins.
    func run(into report: inout ServiceReport, note: (String) -> Void) async throws {
        try await threads.runIfActive { try StoreBench.waitUntilReady(service.target) }
        if service.process != nil { report.residentReady = service.residentBytes }
        for part in parts {
            try Task.checkCancellation()
            note(part.rawValue)
            switch part {
            case .idle: report.idle = try await idle()
            case .saturation: report.saturation = try await saturation(note)
            case .burst: report.burst = try await burst()
            case .connections: report.connections = try await idleCost()
            case .followers: report.followers = try await crowd(note)
            }
            if service.process != nil, part == .saturation || part == .burst {
                report.residentAfterLoad = service.residentBytes
            }
        }
    }

    private func idle() async throws -> ServiceReport.Idle {
        let outcome = try await load(plan { $0.connections = 1 })
        return ServiceReport.Idle(
            accept: Spread(outcome.accept), total: Spread(outcome.total), work: Spread(outcome.work),
            overhead: Spread(outcome.overhead))
    }

    /// Service and engine take turns: what is compared meets the same machine.
    private func saturation(_ note: (String) -> Void) async throws -> ServiceReport.Saturation {
        let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
        var rounds: [(outcome: LoadOutcome, engine: Double)] = []
        for number in 1...Self.rounds {
            note("saturation: round \(number) of \(Self.rounds)")
            let outcome = try await load(plan())
            var engine = 0.0
            if let classifier {
                engine = try await Measurement.run(seconds: seconds, width: cores * EngineBench.imagesPerCore) {
                    piece in
                    _ = try await classifier.classify(pictures[piece % pictures.count])
                }.imagesPerSecond
            }
            rounds.append((outcome, engine))
        }
        guard classifier != nil else {
            rounds.sort { $0.outcome.perSecond < $1.outcome.perSecond }
            return ServiceReport.Saturation(load: .init(rounds[rounds.count / 2].outcome))
        }
        rounds.sort { $0.outcome.perSecond / $0.engine < $1.outcome.perSecond / $1.engine }
        let shares = rounds.map { $0.outcome.perSecond / $0.engine }
        return ServiceReport.Saturation(
            load: .init(rounds[rounds.count / 2].outcome), engine: rounds.map(\.engine), shares: shares,
            share: shares[shares.count / 2])
    }

    /// At most as many submissions as half the queue holds; what has not been worked off then is cancelled.
    private func burst() async throws -> ServiceReport.Burst {
        let most = try await threads.runIfActive {
            let answer = try LoadExchange.once(service.target, "GET", Routes.limits)
            return try WireCoding.decoder().decode(Limits.self, from: Data(answer.body)).maxQueuedJobs / 2
        }
        let outcome = try await load(
            plan {
                $0.waiting = .none
                $0.warmUp = 0.2
                $0.seconds = min(seconds, 5)
                $0.most = most
            })
        try await threads.runIfActive {
            for client in 0..<connections {
                _ = try LoadExchange.once(
                    service.target, "POST", "\(Routes.jobs)/cancel?state=queued&client=bench-\(client)")
            }
            let end = ContinuousClock.now + .seconds(60)
            while ContinuousClock.now < end {
                let answer = try LoadExchange.once(service.target, "GET", Routes.stats)
                let stats = try WireCoding.decoder().decode(ServiceStats.self, from: Data(answer.body))
                if stats.count(.queued) + stats.count(.running) == 0 { return }
                usleep(50_000)
            }
        }
        return ServiceReport.Burst(
            acceptedPerSecond: Double(outcome.accept.count) / max(outcome.seconds, 1e-9),
            accept: Spread(outcome.accept),
            refused: outcome.refused)
    }

    private func idleCost() async throws -> ServiceReport.Connections {
        let wanted = idleConnections
        return try await threads.runIfActive {
            // Once round: code and threads that the first requests need are no cost of idle connections.
            _ = try IdleConnections(8, to: service.target)
            let before = service.residentBytes
            var connections = try IdleConnections(wanted, to: service.target)
            sleep(1)
            let with = service.residentBytes
            return ServiceReport.Connections(
                wanted: wanted, open: connections.countOpen(), residentBefore: before, residentWith: with)
        }
    }

    /// Loads with and without followers take turns. A paced load has the wanted number of events a second, whatever the
    /// model; its followers cost what the service's CPU time grows by.
    private func crowd(_ note: (String) -> Void) async throws -> ServiceReport.Followers {
        var result = ServiceReport.Followers(followers: followers, left: 0, wantedEventsPerSecond: eventsPerSecond)
        let cores = Double(max(1, ProcessInfo.processInfo.activeProcessorCount))
        for number in 1...Self.rounds {
            note("followers: round \(number) of \(Self.rounds)")
            let pace = eventsPerSecond.map { $0 / Self.eventsPerJob }
            let without = try await load(plan { $0.perSecond = pace })
            let with = try await load(
                plan {
                    $0.perSecond = pace
                    $0.followers = followers
                })
            result.left = with.followersLeft
            func busy(_ outcome: LoadOutcome) -> Double {
                outcome.serviceCPUMilliseconds / 1000 / max(outcome.seconds, 1e-9) / cores
            }
            result.rounds.append(
                .init(
                    without: .init(without), with: .init(with), busyWithout: busy(without), busyWith: busy(with),
                    eventsPerSecond: with.eventsPerSecond))
        }
        result.cost = result.median { eventsPerSecond == nil ? $0.slowdown : $0.taken }
        return result
    }

    /// Accepted, begun, four steps, ended.
    private static let eventsPerJob = 7.0
}
