import ArgumentParser
import Foundation
import Inference

/// Inference, preparation and both together, and the preparation of JPEGs against `djpeg`.
struct BenchEngineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine",
        abstract: "Measure inference, preparation and both together, without server or queue.",
        discussion: """
            Let nothing else run meanwhile. The limit is what all cores would reach if they did nothing but the CPU \
            time of both parts. JPEGs are measured against djpeg (Debian: libjpeg-turbo-progs).
            """)

    @Argument(help: "Pictures, or folders of them (default: the samples).")
    var pictures: [String] = []

    @Option(help: "NAME or NAME@VERSION (default: as in classify).")
    var model: String?

    @Option(help: "A folder of model packages, looked at before the user's and the bundled ones; may be repeated.")
    var models: [String] = []

    @Option(help: "Seconds of each measurement.")
    var seconds: Double = 5

    @Option(help: "Afterwards, classify this many images and show how resident memory grows.")
    var soak: Int?

    @Flag(help: "Leave out the comparison with djpeg.")
    var noPeer = false

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        try ModelFolders.check(models)
        guard seconds > 0, seconds <= 600 else {
            throw ValidationError("--seconds is \(seconds); it must be over 0 and at most 600.")
        }
    }

    func run() async throws {
        let library = ModelLibrary(
            folders: ModelFolders.all(given: models), defaultModel: model,
            settings: EngineSettings(cacheFolder: CacheFolder.engine))
        let classifier: Classifier
        do {
            classifier = try await library.classifier(try library.resolve(model))
        } catch {
            throw CommandError("\(error.message) [\(error.code.rawValue)]", status: error.code == .unknownModel ? 2 : 1)
        }
        let files = try BenchFiles.read(pictures)
        let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
        var report = EngineReport(model: classifier.id, cores: cores, pictures: files.count)
        let note: (String) -> Void = { StandardError.write("top5: measuring \($0)\n") }
        report.engine = try await EngineBench(
            classifier: classifier, pictures: files, seconds: seconds, cores: cores
        ).run(note: note)
        report.peakBytes = ProcessUsage.peakBytes
        if !noPeer {
            do {
                let source = try await Thumbnail.make(files[0], fit: PixelSize(width: 1024, height: 1024))
                report.decoder = try DecoderBench(
                    preparation: classifier.imagePreparation, shorterSide: classifier.imagePreparation.shorterSide
                ).run(source: source) { note("JPEGs of \($0)") }
            } catch let error as CommandError {
                report.decoderProblem = error.message
            }
        }
        if let soak {
            note("memory over \(soak) images")
            report.soak = try await SoakBench(classifier: classifier, pictures: files, width: cores * 4).run(
                images: soak)
        }
        try StandardOutput.write(json ? report.json() : report.table)
    }
}
