import Foundation

/// What is still open, in the order in which it is asked.
extension ModelDraft {
    package var questions: [ModelQuestion] {
        let all = task == .image ? [layoutQuestion, sizeQuestion, normalisationQuestion] : [featuresQuestion]
        return (all + [outputQuestion, labelsQuestion]).compactMap { $0 }
    }

    /// Takes an answer; an empty one stands for the suggestion.
    ///
    /// - Throws: `INVALID_REQUEST` for an answer that makes no sense; then nothing has changed.
    package mutating func answer(_ question: ModelQuestion, _ text: String) throws(InferenceError) {
        var text = text.trimmingCharacters(in: .whitespaces)
        if text.isEmpty, let suggestion = question.suggestion { text = suggestion.answer }
        if let place = Int(text), question.choices.indices.contains(place - 1) {
            text = question.choices[place - 1].answer
        }
        let wrong = InferenceError(.invalidRequest, "'\(text)' is no answer to that.")
        switch question.topic {
        case .layout:
            guard let layout = ModelInput.Layout(rawValue: text.uppercased()) else { throw wrong }
            try set(\.layout, layout)
        case .size:
            guard let size = PixelSize(parsing: text) else { throw wrong }
            try set(\.size, size)
        case .normalisation:
            guard let normalisation = Normalisation.parse(text) else { throw wrong }
            try set(\.normalisation, normalisation)
        case .output:
            guard let kind = ModelOutput.Kind(rawValue: text.lowercased()) else { throw wrong }
            try set(\.output, kind)
        case .quantisation:
            guard let scale = Double(text), scale.isFinite, scale > 0 else { throw wrong }
            try set(\.outputScale, scale)
        case .features:
            let names = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            guard !names.isEmpty, !names.contains("") else { throw wrong }
            try set(\.features, names)
        case .labels:
            guard !text.isEmpty else { throw wrong }
            let path = (text as NSString).expandingTildeInPath
            try take(text == Self.numbered ? .numbered : .file(URL(filePath: path)))
        }
    }

    private static let numbered = "numbered"

    private var layoutQuestion: ModelQuestion? {
        guard layout == nil else { return nil }
        return ModelQuestion(
            topic: .layout, text: "The input is \(input). Where are the three channels?",
            choices: [
                .init(answer: "NCHW", explanation: "first, as PyTorch has them"),
                .init(answer: "NHWC", explanation: "last, as TensorFlow has them"),
            ], option: "--layout NCHW|NHWC")
    }

    private var sizeQuestion: ModelQuestion? {
        guard size == nil else { return nil }
        return ModelQuestion(
            topic: .size, text: "The input is \(input). For which size was it trained, in pixels, such as 224x224?",
            option: "--size WIDTHxHEIGHT")
    }

    private var normalisationQuestion: ModelQuestion? {
        guard isFloatInput, facts.normalisation == nil else { return nil }
        return ModelQuestion(
            topic: .normalisation, text: "What numbers does the model take for a pixel?",
            choices: Normalisation.Preset.allCases.map { .init(answer: $0.rawValue, explanation: $0.explanation) },
            option: "--normalize imagenet|0..1|-1..1|raw, or --scale with --mean and --std")
    }

    private var featuresQuestion: ModelQuestion? {
        guard facts.features == nil else { return nil }
        let count = inputDimensions[1]
        return ModelQuestion(
            topic: .features,
            text:
                "What do the \(count.map(String.init) ?? "") numbers of a row mean? Names with units, between commas.",
            suggestion: count.map { count in
                .init(answer: (1...max(1, count)).map { "feature \($0)" }.joined(separator: ","), reason: "numbered")
            }, option: "--features NAME,NAME,…")
    }

    private var outputQuestion: ModelQuestion? {
        if !isFloatOutput {
            guard facts.outputScale == nil else { return nil }
            return ModelQuestion(
                topic: .quantisation, text: "The scores are bytes. By what is one multiplied to be a probability?",
                suggestion: trial?.scale.map { .init(answer: "\($0)", reason: trial?.finding ?? "") },
                option: "--output-scale NUMBER")
        }
        guard facts.output == nil else { return nil }
        return ModelQuestion(
            topic: .output, text: "What are the scores?",
            choices: [
                .init(answer: "logits", explanation: "any numbers; top5 makes probabilities of them, by softmax"),
                .init(answer: "softmax", explanation: "probabilities already"),
            ], suggestion: trial?.kind.map { .init(answer: $0.rawValue, reason: trial?.finding ?? "") },
            option: "--output logits|softmax")
    }

    private var labelsQuestion: ModelQuestion? {
        guard facts.labels == nil else { return nil }
        let count = classes.map { "the \($0) classes" } ?? "the classes"
        let nearby = labelsNearby.map { ModelQuestion.Suggestion(answer: $0.path, reason: "it lies beside the model") }
        return ModelQuestion(
            topic: .labels,
            text: "What are \(count) called? A file with one label a line or a JSON array, or 'numbered'.",
            suggestion: nearby, option: "--labels FILE, or --numbered-labels")
    }
}

extension PixelSize {
    /// `224x224`, or `224` for both; nil for anything else. 1...4096 each.
    package init?(parsing text: String) {
        let sides = text.lowercased().split(separator: "x", omittingEmptySubsequences: false).map {
            Int($0.trimmingCharacters(in: .whitespaces))
        }
        guard (1...2).contains(sides.count), let width = sides[0], let height = sides[sides.count - 1],
            (1...4096).contains(width), (1...4096).contains(height)
        else { return nil }
        self.init(width: width, height: height)
    }
}
