import ArgumentParser
import Foundation

/// The queue with a million finished jobs, against an empty one.
struct BenchStoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: "Measure a start, memory, filtered pages and claims on a store with many finished jobs.",
        discussion: """
            Makes an empty store and a full one in the temporary directory (about 1.5 GB for a million jobs) and takes \
            them away at the end. Options of `serve` go behind --. Let nothing else run meanwhile.
            """)

    @Option(help: "Finished jobs in the full store.")
    var jobs = 1_000_000

    @Option(help: "Requests for each page; fewer where they take over 10 s.")
    var repeats = 50

    @Flag(help: "Print JSON.")
    var json = false

    @Argument(parsing: .postTerminator, help: ArgumentHelp("Options of serve.", valueName: "serve options"))
    var serve: [String] = []

    func validate() throws {
        guard (1...10_000_000).contains(jobs) else {
            throw ValidationError("--jobs is \(jobs); it must be 1 to 10000000.")
        }
        guard (1...10_000).contains(repeats) else {
            throw ValidationError("--repeats is \(repeats); it must be 1 to 10000.")
        }
    }

    func run() async throws {
        let bench = StoreBench(jobs: jobs, repeats: repeats, serveArguments: serve)
        let json = json
        try await UntilInterrupted.run {
            let sides = try await bench.run(in: try ScratchFolder("bench")) { StandardError.write("top5: \($0)\n") }
            let report = StoreReport(sides: sides)
            try StandardOutput.write(json ? report.json() : report.table)
        }
    }
}
