import ArgumentParser
import Foundation
import Inference
import Processes

/// One worker process of `serve --worker-processes`; started by it alone.
struct WorkerProcessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker-process", abstract: "One worker process of the service.", shouldDisplay: false)

    @Option(help: "The service's process id.") var parent: Int32
    @Option(help: "Threads of the engine.") var threads: Int
    @Option(help: "Where the engine keeps compiled models.") var engineCache: String?

    func run() async throws {
        let engine = EngineSettings(
            mode: .latency, threads: threads,
            cacheFolder: engineCache.map { URL(filePath: $0, directoryHint: .isDirectory) }, requestLimit: 1)
        do throws(ProcessError) {
            try await WorkerChild.run(parent: parent, engine: engine)
        } catch {
            throw CommandError(error.message, status: 2)
        }
    }
}
