import Foundation

/// How a draft becomes a manifest, and how its facts came about.
extension ModelDraft {
    /// What was read, measured, said and assumed, a sentence each.
    package struct Notes: Sendable, Equatable {
        package var read: [String] = []
        package var measured: [String] = []
        package var assumed: [String] = []
    }

    package var notes: Notes {
        var notes = Notes()
        notes.read = ["input \(input)", "output \(output)"]
        if let trial { notes.measured = ["\(trial.classes) scores; \(trial.finding)"] }
        if case .image(let size) = prepared {
            if facts.layout == nil, let layout {
                notes.read.append("\(layout.rawValue), \(size.width) x \(size.height) pixels")
            }
            if facts.resize == nil {
                notes.assumed.append(
                    "the shorter side becomes \(resize(size)) pixels, then the middle is cut out (--resize)")
            }
            if facts.channelOrder == nil { notes.assumed.append("the channels are red, green, blue (--channel-order)") }
        }
        if !isFloatOutput, facts.zeroPoint == nil { notes.assumed.append("the zero point is 0 (--zero-point)") }
        if case .file(let url) = facts.labels, let skip = facts.labelsToSkip, skip > 0 {
            notes.assumed.append(
                "the first \(skip) of \(url.lastPathComponent) is no class of the model (--skip-labels)")
        }
        if facts.license == nil { notes.assumed.append("the licence is not known (--license)") }
        return notes
    }

    /// The manifest of the package that this has become.
    ///
    /// - Parameters:
    ///   - source: file name of the model, for `source` and for what was not said.
    ///   - labels: the name of the labels' file in the package.
    /// - Throws: `INVALID_REQUEST` while something is open; `MODEL_UNUSABLE` for facts that make no sense.
    package func manifest(
        file: ModelFile, source: String, labels labelsFile: String
    ) throws(InferenceError) -> ModelManifest {
        guard questions.isEmpty, let prepared else {
            throw InferenceError(
                .invalidRequest, "Something is still open: \(questions.map(\.option).joined(separator: "; ")).")
        }
        let task: ModelTask =
            switch prepared {
            case .features(let names): .features(FeatureInput(features: names))
            case .image(let size): .imageClassification(image(size))
            }
        let kind = isFloatOutput ? facts.output ?? .logits : .quantized
        let name = facts.name ?? Self.name(of: source)
        let manifest = ModelManifest(
            name: name, version: facts.version ?? "1", title: facts.title ?? name, task: task, file: file.name,
            sha256: file.sha256, bytes: file.bytes, weights: file.weights, labels: labelsFile,
            labelsToSkip: facts.labelsToSkip ?? 0,
            output: ModelOutput(
                kind: kind, scale: kind == .quantized ? facts.outputScale : nil,
                zeroPoint: kind == .quantized ? facts.zeroPoint ?? 0 : nil),
            license: facts.license ?? "NOASSERTION", source: "added from \(source)")
        try manifest.validate()
        return manifest
    }

    /// The id that the package gets.
    package func id(source: String) -> String { "\(facts.name ?? Self.name(of: source))@\(facts.version ?? "1")" }

    private enum Prepared {
        case image(PixelSize)
        case features([String])
    }

    private var prepared: Prepared? {
        switch task {
        case .features: facts.features.map { .features($0) }
        case .image: size.map { .image($0) }
        }
    }

    private func image(_ size: PixelSize) -> ImageInput {
        ImageInput(
            tensor: ModelInput(
                name: nil, layout: layout ?? .nchw, elementType: isFloatInput ? .f32 : .u8, width: size.width,
                height: size.height),
            resize: ResizeRule(
                rule: .shorterSide, size: resize(size), crop: .center, filter: .bilinearAntialiased),
            channelOrder: facts.channelOrder ?? .rgb, scale: facts.normalisation?.scale,
            mean: facts.normalisation?.mean, std: facts.normalisation?.std)
    }

    /// ImageNet's habit where nothing was said: 256 pixels for a crop of 224.
    private func resize(_ size: PixelSize) -> Int {
        facts.resize ?? Int((Double(max(size.width, size.height)) * 256 / 224).rounded())
    }

    /// `My Model.v2.onnx` is `my-model.v2`.
    static func name(of source: String) -> String {
        let stem = (source as NSString).deletingPathExtension.lowercased()
        let plain = String(stem.map { ModelManifest.isPlainName(String($0)) || "._-".contains($0) ? $0 : "-" })
        let trimmed = String(plain.drop { ".-_".contains($0) }.prefix(64))
        return trimmed.isEmpty ? "model" : trimmed
    }
}
