import ArgumentParser
import Foundation
import Inference

/// One shot: no server, no queue.
struct ClassifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify",
        abstract: "Print the top-5 of images: a table with bars, or JSON.",
        discussion: "Exit status: 0 all good, 1 some failed, 2 wrong usage. Progress goes to standard error.")

    @Argument(help: "Image files; - reads one from standard input.")
    var files: [String]

    @Flag(help: "Print one JSON array, an object a file, in the order given.")
    var json = false

    @Option(name: [.customShort("k"), .long], help: "How many classes to print: a number, or all.")
    var topK = TopK(number: 5)

    @Flag(help: "Show what was done to each image before the model saw it, and how long each step took.")
    var explain = false

    @Option(help: "NAME or NAME@VERSION (default: the first model that is not a starter).")
    var model: String?

    @Option(help: "A folder of model packages, looked at before the user's and the bundled ones; may be repeated.")
    var models: [String] = []

    func validate() throws {
        try ModelFolders.check(models)
    }

    func run() async throws {
        let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
        // Fewer files than cores: all cores together on each; else one core for each.
        let settings = EngineSettings(
            mode: files.count < cores ? .latency : .throughput, cacheFolder: CacheFolder.engine)
        let library = ModelLibrary(
            folders: ModelFolders.all(given: models), defaultModel: model, settings: settings)
        let id: String
        let classifier: Classifier
        do {
            id = try library.resolve(model)
            classifier = try await library.classifier(id)
        } catch {
            throw CommandError("\(error.message) [\(error.code.rawValue)]", status: error.code == .unknownModel ? 2 : 1)
        }
        var report: any ClassifyReport =
            json ? JSONReport(model: id, explain: explain) : TableReport(model: id, explain: explain)
        var progress = ClassifyProgress(total: files.count)
        try report.begin()
        let run = ClassifyRun(classifier: classifier, topK: topK.number, parallel: min(cores * 4, files.count))
        try await run.run(files) { outcome in
            progress.clear()
            try report.add(outcome)
            progress.note(outcome)
        }
        try report.end()
        progress.end()
        if progress.failed > 0 { throw ExitCode(1) }
    }
}
