import ArgumentParser

/// Measures what the documentation claims.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure top5 on this machine, against a peer or a limit in the same run.",
        subcommands: [
            BenchEngineCommand.self, BenchServiceCommand.self, BenchStoreCommand.self, BenchQueueCommand.self,
            BenchDashboardCommand.self,
        ])
}
