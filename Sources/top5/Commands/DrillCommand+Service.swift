import ArgumentParser
import Foundation

extension DrillCommand {
    /// A service on a temporary store that is killed again and again while clients submit to it.
    struct Service: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "service",
            abstract: "Kill -9 a service and its workers while it works; nothing accepted may be lost or done twice.",
            discussion: """
                Each round has a new store in the temporary directory and its own service, which is killed and started \
                again while clients submit the samples; a client without an answer sends the same again under the same \
                Idempotency-Key. What was accepted is then held against what the service says and against what its \
                database has noted of every job's end. On a queue in Redis the workers, the service and Redis itself \
                are killed, frozen past their lease and, where namespaces can be made (as root on Linux), cut off from \
                each other. Options of `serve` go behind --, as in \
                `top5 drill service -- --workers 1`. Exit status: 0 nothing lost, nothing twice, 1 otherwise, 2 wrong \
                usage. Progress goes to standard error.
                """)

        @Option(help: "How many rounds.")
        var rounds = 10

        @Option(help: "Images of a round.")
        var images = 60

        @Option(help: "Clients that submit at the same time.")
        var clients = 4

        @Option(help: "Kills of the service in a round, and at most so many of its worker processes.")
        var kills = 3

        @Option(help: "Draws the moments of the kills; what they hit is up to the machine. (default: a new one)")
        var seed: UInt64 = .random(in: 1...999_999)

        @Option(help: "Where the folder of a round that failed is copied. (default: nowhere)")
        var keep: String?

        @Option(
            help: ArgumentHelp(
                """
                Where the queue lives: file; redis for a Redis server of each round's own (appendfsync always), killed too; or \
                the address of a Redis, where each round has a prefix of its own and removes its keys.
                """, valueName: "file|redis|redis://…"))
        var queue = "file"

        @Option(help: "Workers of their own on a queue in Redis, which are killed too.")
        var sharedWorkers = 2

        @Flag(help: "Print JSON.")
        var json = false

        @Argument(parsing: .postTerminator, help: ArgumentHelp("Options of serve.", valueName: "serve options"))
        var serve: [String] = []

        func validate() throws {
            for (name, value, range) in [
                ("rounds", rounds, 1...100_000), ("images", images, 1...10_000), ("clients", clients, 1...64),
                ("kills", kills, 0...1000),
                ("shared-workers", sharedWorkers, 0...16),
            ] where !range.contains(value) {
                throw ValidationError("--\(name) is \(value); it must be \(range.lowerBound) to \(range.upperBound).")
            }
        }

        func run() async throws {
            guard ["file", "redis"].contains(queue) || queue.hasPrefix("redis") && queue.contains("://") else {
                throw CommandError("--queue is '\(queue)'; it must be file, redis or an address redis://….", status: 2)
            }
            var plan = ServiceDrillPlan(
                rounds: rounds, images: images, clients: clients, kills: kills, seed: seed, serveArguments: serve,
                samples: try BenchFiles.samples().map {
                    DrillSample(name: $0.lastPathComponent, bytes: try Data(contentsOf: $0))
                },
                keep: keep.map { URL(filePath: $0, directoryHint: .isDirectory) })
            if queue != "file" {
                plan.shared = SharedDrill(workers: sharedWorkers, server: queue == "redis" ? nil : queue)
            }
            let json = json
            let chosen = plan
            StandardError.write("top5: seed \(seed), \(rounds) rounds of \(images) images and \(kills) kills\n")
            try await UntilInterrupted.run {
                let report = try await ServiceDrill(plan: chosen).run { outcome in
                    let verdict = outcome.verdict
                    StandardError.write(
                        """
                        round \(outcome.round) of \(chosen.rounds): \(verdict.accepted) accepted, \
                        \(verdict.lost.count) lost, \(verdict.finishedTwice.count) twice, \
                        \(String(format: "%.1f", outcome.seconds)) s\(outcome.isPassed ? "" : ": FAILED")

                        """)
                }
                try StandardOutput.write(json ? report.json() : report.table)
                if !report.isPassed { throw ExitCode(1) }
            }
        }
    }
}
