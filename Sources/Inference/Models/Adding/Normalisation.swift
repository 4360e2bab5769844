/// What becomes of a sample of 0...255: `(sample * scale - mean) / std`, red, green and blue each with their own.
package struct Normalisation: Sendable, Equatable {
    package var scale: Double
    package var mean: [Double]?
    package var std: [Double]?

    package init(scale: Double, mean: [Double]? = nil, std: [Double]? = nil) {
        self.scale = scale
        self.mean = mean
        self.std = std
    }

    /// What training pipelines do most.
    package enum Preset: String, Sendable, CaseIterable {
        /// 0...1, less ImageNet's means, by its standard deviations: torchvision's.
        case imagenet
        case zeroToOne = "0..1"
        case minusOneToOne = "-1..1"
        /// 0...255.
        case raw

        package var normalisation: Normalisation {
            switch self {
            case .imagenet: Normalisation(scale: 1 / 255, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225])
            case .zeroToOne: Normalisation(scale: 1 / 255)
            case .minusOneToOne: Normalisation(scale: 1 / 127.5, mean: [1, 1, 1])
            case .raw: Normalisation(scale: 1)
            }
        }

        var explanation: String {
            switch self {
            case .imagenet: "0...1, less the mean 0.485, 0.456, 0.406, by the deviation 0.229, 0.224, 0.225"
            case .zeroToOne: "0...1"
            case .minusOneToOne: "-1...1"
            case .raw: "0...255, as they are"
            }
        }
    }

    /// A preset's name, or `SCALE [MEAN,MEAN,MEAN [STD,STD,STD]]`; nil for anything else.
    package static func parse(_ text: String) -> Normalisation? {
        if let preset = Preset(rawValue: text.lowercased()) { return preset.normalisation }
        let words = text.split(separator: " ")
        guard let first = words.first, let scale = Double(first), scale.isFinite, scale != 0, words.count <= 3 else {
            return nil
        }
        let triples = words.dropFirst().map { triple(String($0)) }
        guard !triples.contains(where: { $0 == nil }) else { return nil }
        return Normalisation(
            scale: scale, mean: triples.first ?? nil, std: triples.dropFirst().first ?? nil)
    }

    /// Three numbers, or one for all three; nil for anything else.
    package static func triple(_ text: String) -> [Double]? {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { Double(String($0).filter { $0 != " " }) }
        let values = numbers.compactMap { $0 }.filter(\.isFinite)
        guard values.count == numbers.count else { return nil }
        return switch values.count {
        case 1: Array(repeating: values[0], count: 3)
        case 3: values
        default: nil
        }
    }
}
