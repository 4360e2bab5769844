import ArgumentParser
import Foundation
import NIOPosix

/// The dashboard's promises: how soon it is there, how fast it answers, what it costs.
struct BenchDashboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard",
        abstract: "Measure the dashboard on a real terminal: first frame, keys, events, idling, memory, slow links.",
        discussion: """
            Starts a service of its own that makes up its jobs, and the dashboard in front of it. Let nothing else run \
            meanwhile.
            """)

    @Option(help: "Jobs in the queue.")
    var jobs = 100_000

    @Option(help: "Events a second while keys and events are measured.")
    var rate: Double = 200

    @Option(help: "Pictures that are seen before memory is measured.")
    var previews = 1000

    @Option(help: "Seconds of each part that takes a while; idling and --slow are measured for 10 at least.")
    var seconds: Double = 20

    @Option(name: .customLong("part"), help: "Measure this only; may be repeated (default: all of them).")
    var parts: [DashboardPart] = []

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (200...10_000_000).contains(jobs) else {
            throw ValidationError("--jobs is \(jobs); it must be 200 to 10000000.")
        }
        guard (0...10_000).contains(rate) else {
            throw ValidationError("--rate is \(rate); it must be 0 to 10000 events a second.")
        }
        guard (1...100_000).contains(previews), previews < jobs else {
            throw ValidationError("--previews is \(previews); it must be 1 to 100000, and fewer than there are jobs.")
        }
        guard seconds > 0, seconds <= 600 else {
            throw ValidationError("--seconds is \(seconds); it must be over 0 and at most 600.")
        }
    }

    func run() async throws {
        let command = self
        try await UntilInterrupted.run { try await command.measure() }
    }

    private func measure() async throws {
        let note: @Sendable (String) -> Void = { StandardError.write("top5: measuring \($0)\n") }
        let samples = try BenchFiles.samples().filter { $0.pathExtension == "jpg" }.map { try Data(contentsOf: $0) }
        guard !samples.isEmpty else { throw CommandError("There are no pictures among the samples.", status: 2) }
        let queue = SyntheticQueue(jobs: jobs)
        let folder = try ScratchFolder("bench")
        let stop = StopSign()
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        defer { threads.shutdownGracefully { _ in } }
        try await SyntheticService(queue: queue, pictures: samples).run { address in
            let bench = DashboardBench(
                address: address, queue: queue, folder: folder, parts: parts.isEmpty ? DashboardPart.allCases : parts,
                eventsPerSecond: rate, previews: previews, seconds: seconds, stop: stop)
            let report = try await withTaskCancellationHandler {
                try await threads.runIfActive {
                    var report = DashboardReport(
                        jobs: jobs, eventsPerSecond: rate, columns: DashboardBench.columns, rows: DashboardBench.rows)
                    try bench.run(into: &report, note: note)
                    return report
                }
            } onCancel: {
                stop.set()
            }
            try StandardOutput.write(json ? report.json() : report.table)
        }
    }
}
