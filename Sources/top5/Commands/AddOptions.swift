import ArgumentParser
import Foundation
import Inference

/// What can be said about a model that is added.
struct AddOptions: ParsableArguments {
    @Option(help: "Its name (default: the file's).")
    var name: String?
    @Option(help: "Its version (default: 1).")
    var version: String?
    @Option(help: "One line for people (default: the name).")
    var title: String?
    @Option(help: "SPDX identifier.")
    var license: String?

    @Option(help: "image-classification or features; the input's shape tells, this is a check.")
    var task: String?
    @Option(help: "Where the channels are: NCHW or NHWC.")
    var layout: String?
    @Option(help: ArgumentHelp("Pixels of the input, where the model leaves them open.", valueName: "WxH"))
    var size: String?
    @Option(help: "Pixels of the shorter side before the middle is cut out (default: 256 for each 224 of the input).")
    var resize: Int?
    @Option(help: "RGB (default) or BGR.")
    var channelOrder: String?

    @Option(parsing: .unconditional, help: "What a pixel becomes: imagenet, 0..1, -1..1 or raw.")
    var normalize: String?
    @Option(parsing: .unconditional, help: "Instead: (sample * SCALE - MEAN) / STD.")
    var scale: Double?
    @Option(parsing: .unconditional, help: ArgumentHelp("Red, green, blue, or one for all.", valueName: "R,G,B"))
    var mean: String?
    @Option(parsing: .unconditional, help: ArgumentHelp("Red, green, blue, or one for all.", valueName: "R,G,B"))
    var std: String?

    @Option(help: "logits, softmax, or quantized.")
    var output: String?
    @Option(help: "For u8 scores: probability = (value - ZERO-POINT) * OUTPUT-SCALE.")
    var outputScale: Double?
    @Option(help: "For u8 scores (default: 0).")
    var zeroPoint: Int?

    @Option(help: ArgumentHelp("One label a line, or a JSON array.", valueName: "file"), completion: .file())
    var labels: String?
    @Flag(help: "No labels: class 0, class 1, …")
    var numberedLabels = false
    @Option(help: "Leading labels that the model has no output for (default: 1 for a background class, else 0).")
    var skipLabels: Int?
    @Option(help: ArgumentHelp("For rows of numbers: what each means.", valueName: "names"))
    var features: String?

    /// - Throws: `ValidationError` with the option at fault.
    func facts() throws -> ModelFacts {
        var facts = ModelFacts()
        for (option, text) in [("--name", name), ("--version", version)] {
            if let text, !ModelManifest.isPlainName(text) {
                throw ValidationError("\(option) is '\(text)'; use letters, digits, '.', '_' and '-'.")
            }
        }
        facts.name = name
        facts.version = version
        facts.title = title
        facts.license = license
        facts.task = try one(of: ModelFacts.Task.allCases, "--task", task)
        facts.layout = try one(of: [.nchw, .nhwc], "--layout", layout?.uppercased())
        facts.channelOrder = try one(of: [.rgb, .bgr], "--channel-order", channelOrder?.uppercased())
        facts.output = try one(of: [.logits, .softmax, .quantized], "--output", output?.lowercased())
        if let size {
            guard let pixels = PixelSize(parsing: size) else {
                throw ValidationError("--size is '\(size)'; give WIDTHxHEIGHT, such as 224x224, 1 to 4096 each.")
            }
            facts.size = pixels
        }
        if let resize, !(1...8192).contains(resize) {
            throw ValidationError("--resize is \(resize); it must be 1 to 8192.")
        }
        facts.resize = resize
        facts.normalisation = try normalisation()
        if let outputScale, !(outputScale > 0 && outputScale.isFinite) {
            throw ValidationError("--output-scale is \(outputScale); it must be more than 0.")
        }
        facts.outputScale = outputScale
        if let zeroPoint, !(0...255).contains(zeroPoint) {
            throw ValidationError("--zero-point is \(zeroPoint); it must be 0 to 255.")
        }
        facts.zeroPoint = zeroPoint
        if labels != nil, numberedLabels { throw ValidationError("Give --labels or --numbered-labels, not both.") }
        facts.labels = labels.map { .file(URL(filePath: $0)) } ?? (numberedLabels ? .numbered : nil)
        if let skipLabels, skipLabels < 0 { throw ValidationError("--skip-labels is \(skipLabels).") }
        facts.labelsToSkip = skipLabels
        if let features {
            let names = features.split(separator: ",", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard !names.contains("") else {
                throw ValidationError("--features is '\(features)'; give names with commas between.")
            }
            facts.features = names
        }
        return facts
    }

    private func normalisation() throws -> Normalisation? {
        if let normalize {
            guard scale == nil, mean == nil, std == nil else {
                throw ValidationError("Give --normalize, or --scale with --mean and --std, not both.")
            }
            guard let preset = Normalisation.Preset(rawValue: normalize.lowercased()) else {
                throw ValidationError("--normalize is '\(normalize)'; it must be imagenet, 0..1, -1..1 or raw.")
            }
            return preset.normalisation
        }
        guard let scale else {
            guard mean == nil, std == nil else {
                throw ValidationError("--mean and --std need --scale too: (sample * SCALE - MEAN) / STD.")
            }
            return nil
        }
        guard scale.isFinite, scale != 0 else { throw ValidationError("--scale is \(scale).") }
        return Normalisation(scale: scale, mean: try triple("--mean", mean), std: try triple("--std", std))
    }

    private func triple(_ option: String, _ text: String?) throws -> [Double]? {
        guard let text else { return nil }
        guard let numbers = Normalisation.triple(text), option == "--mean" || !numbers.contains(0) else {
            throw ValidationError("\(option) is '\(text)'; give three numbers with commas between, or one for all.")
        }
        return numbers
    }

    private func one<Choice: RawRepresentable>(
        of all: [Choice], _ option: String, _ text: String?
    ) throws -> Choice? where Choice.RawValue == String {
        guard let text else { return nil }
        guard let choice = all.first(where: { $0.rawValue == text }) else {
            throw ValidationError(
                "\(option) is '\(text)'; it must be \(all.map(\.rawValue).joined(separator: ", ")).")
        }
        return choice
    }
}
