import ArgumentParser
import Foundation
import Inference
import NIOPosix

/// The service over real HTTP.
struct BenchServiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service",
        abstract: "Load a service over HTTP, and measure answers, throughput, memory and what followers cost.",
        discussion: """
            Starts a service on a temporary store, unless --server names one. Let nothing else run meanwhile. With --peer \
            the tutorial's own stack is measured in the same run: bench/peers/tutorial/setup makes it ready. Options of \
            `serve` go behind --.
            """)

    @Option(help: "A picture, or a folder of them; may be repeated (default: the samples).")
    var pictures: [String] = []

    @Option(help: "A service that runs: http://HOST:PORT or unix:PATH. Without it, one is started.")
    var server: String?

    @Option(help: "NAME or NAME@VERSION (default: as in serve).")
    var model: String?

    @Option(help: "A folder of model packages, looked at before the user's and the bundled ones; may be repeated.")
    var models: [String] = []

    @Option(name: .customLong("part"), help: "Measure this only; may be repeated (default: all of them).")
    var parts: [BenchPart] = []

    @Option(help: "Seconds of each measurement.")
    var seconds: Double = 5

    @Option(help: "Connections that submit at once.")
    var connections = 64

    @Option(help: "Idle connections whose memory is measured.")
    var idleConnections = 2000

    @Option(help: "Followers of the events, beside the load.")
    var followers = 500

    @Option(help: "Events a second for the followers, by a paced load; 0: a load as heavy as goes.")
    var eventsPerSecond: Double = 200

    @Flag(help: "Leave out the comparison with the engine alone.")
    var noEngine = false

    @Option(help: "Measure the tutorial's stack too: its folder, bench/peers/tutorial.")
    var peer: String?

    @Option(help: "The port for the tutorial's stack, and the next one for its Redis.")
    var peerPort = 18080

    @Flag(help: "Print JSON.")
    var json = false

    @Argument(parsing: .postTerminator, help: ArgumentHelp("Options of serve.", valueName: "serve options"))
    var serve: [String] = []

    func validate() throws {
        try ModelFolders.check(models)
        guard seconds > 0, seconds <= 600 else {
            throw ValidationError("--seconds is \(seconds); it must be over 0 and at most 600.")
        }
        for (name, value, most) in [
            ("connections", connections, 1024), ("idle-connections", idleConnections, 50_000),
            ("followers", followers, 10_000), ("peer-port", peerPort, 65_534),
        ] where !(1...most).contains(value) {
            throw ValidationError("--\(name) is \(value); it must be 1 to \(most).")
        }
        guard (0...100_000).contains(eventsPerSecond) else {
            throw ValidationError("--events-per-second is \(eventsPerSecond); it must be 0 to 100000.")
        }
        if server != nil, !serve.isEmpty {
            throw ValidationError("Options of serve are for a service that is started here, not for --server.")
        }
    }

    func run() async throws {
        let needed = max(connections + followers, idleConnections) + 200
        let limit = OpenFiles.raiseLimit()
        guard needed <= limit else {
            throw CommandError(
                "\(needed) open connections are needed and \(limit) are allowed: raise `ulimit -Hn`, or ask for fewer.",
                status: 2)
        }
        let command = self
        try await UntilInterrupted.run { try await command.measure() }
    }

    private func measure() async throws {
        let note: @Sendable (String) -> Void = { StandardError.write("top5: measuring \($0)\n") }
        let files = try BenchFiles.read(pictures)
        let classifier = try await noEngine || server != nil ? nil : classifier()
        let parts = parts.isEmpty ? BenchPart.allCases : parts
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        do {
            let options = models.flatMap { ["--models", $0] } + (model.map { ["--model", $0] } ?? [])
            let service =
                if let server {
                    try BenchedService(server: server)
                } else { try await BenchedService(arguments: options + serve) }
            var report = ServiceReport(
                model: classifier?.id ?? model ?? "default model", pictures: files.count,
                connectionsAtOnce: connections)
            let bench = ServiceBench(
                service: service, pictures: files, parts: parts, seconds: seconds, connections: connections,
                idleConnections: idleConnections, followers: followers,
                eventsPerSecond: eventsPerSecond > 0 ? eventsPerSecond : nil, classifier: classifier, threads: threads)
            try await bench.run(into: &report, note: note)
            if let peer {
                report.peer = try await PeerBench(
                    ours: service, peer: URL(filePath: peer, directoryHint: .isDirectory), port: peerPort,
                    pictures: files, seconds: max(seconds, 20), connections: connections, threads: threads
                ).run(note: note)
            }
            try await service.stop()
            try StandardOutput.write(json ? report.json() : report.table)
        } catch {
            try? await threads.shutdownGracefully()
            throw error
        }
        try await threads.shutdownGracefully()
    }

    private func classifier() async throws -> Classifier {
        let library = ModelLibrary(
            folders: ModelFolders.all(given: models), defaultModel: model,
            settings: EngineSettings(cacheFolder: CacheFolder.engine))
        do {
            return try await library.classifier(try library.resolve(model))
        } catch {
            throw CommandError("\(error.message) [\(error.code.rawValue)]", status: error.code == .unknownModel ? 2 : 1)
        }
    }
}
