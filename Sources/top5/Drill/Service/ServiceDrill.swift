import Foundation

/// Rounds of crashes, one after another.
struct ServiceDrill: Sendable {
    let plan: ServiceDrillPlan

    /// - Parameter note: called after each round.
    func run(note: @Sendable (DrillRoundOutcome) -> Void) async throws -> ServiceDrillReport {
        let scratch = try ScratchFolder("drill")
        let startMilliseconds = try await measureStart(in: scratch)
        var report = ServiceDrillReport(plan: plan)
        var network: DrillNetwork?
        if let shared = plan.shared {
            do {
                guard shared.server == nil else { throw CommandError("the server that was given has its own network") }
                network = try await DrillNetwork(parties: shared.workers + 1, log: scratch.file("network.log"))
            } catch let error as CommandError {
                report.uncut = error.message
            }
        }
        for number in 1...plan.rounds {
            let folder = scratch.file("\(number)")
            let round = DrillRound(
                plan: plan, number: number, folder: folder, startMilliseconds: startMilliseconds, network: network)
            let outcome = try await round.run()
            report.add(outcome)
            if !outcome.isPassed, let keep = plan.keep { report.kept.append(Self.keep(folder, number, in: keep)) }
            try? FileManager.default.removeItem(at: folder)
            note(outcome)
        }
        return report
    }

    /// How long a service takes until it listens, so that some kills come before that.
    private func measureStart(in scratch: ScratchFolder) async throws -> Int {
        let begun = ContinuousClock.now
        let service = try ServiceProcess(
            arguments: ["--listen", "unix:\(scratch.file("s").path)", "--state", scratch.file("first").path]
                + plan.serveArguments, log: scratch.file("log"))
        _ = try await service.address()
        let milliseconds = Int((ContinuousClock.now - begun) / .milliseconds(1))
        if let ending = try await service.stop() {
            throw CommandError("A service that was only started and stopped \(ending). Its log ends:\n\(service.tail)")
        }
        return milliseconds
    }

    /// - Returns: where the round's folder lies now, or why it could not be moved.
    private static func keep(_ folder: URL, _ number: Int, in keep: URL) -> String {
        let place = keep.appending(path: "round-\(number)")
        do {
            try FileManager.default.createDirectory(at: keep, withIntermediateDirectories: true)
            // Sockets can't be copied.
            for socket in ["s", "r"] { try? FileManager.default.removeItem(at: folder.appending(path: socket)) }
            try FileManager.default.copyItem(at: folder, to: place)
            return place.path
        } catch {
            return "round \(number) is not kept in '\(keep.path)': \(error.localizedDescription)"
        }
    }
}
