import ArgumentParser
import Foundation

/// The queue where the work costs nothing.
struct BenchQueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Measure jobs that do nothing on SQLite and on Redis, against Celery.",
        discussion: """
            Starts a Redis server of its own, without a disk as the peer's. The queue on SQLite syncs as always. Let \
            nothing else run meanwhile.
            """)

    @Option(help: "Jobs for each queue.")
    var jobs = 20_000

    @Option(help: "Slots of the worker.")
    var slots = 64

    @Option(help: "Jobs that each find the worker idle, for the time until they start.")
    var alone = 500

    @Option(help: "Folder of Celery's measurement, bench/peers/celery after its setup. Default: no comparison.")
    var peer: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        for (name, value, most) in [("jobs", jobs, 10_000_000), ("slots", slots, 1024), ("alone", alone, 100_000)]
        where !(1...most).contains(value) {
            throw ValidationError("--\(name) is \(value); it must be 1 to \(most).")
        }
    }

    func run() async throws {
        let bench = QueueBench(
            jobs: jobs, slots: slots, alone: alone,
            peer: peer.map { URL(filePath: $0, directoryHint: .isDirectory) })
        let json = json
        try await UntilInterrupted.run {
            let report = try await bench.run { StandardError.write("top5: measuring \($0)\n") }
            try StandardOutput.write(json ? report.json() : report.table)
        }
    }
}
