package import Foundation

/// What somebody says about a model whose file does not say it; nil: nothing was said.
package struct ModelFacts: Sendable, Equatable {
    package enum Task: String, Sendable, CaseIterable {
        case image = "image-classification"
        case features
    }

    package enum Labels: Sendable, Equatable {
        case file(URL)
        /// `class 0`, `class 1` and so on.
        case numbered
    }

    package var name: String?
    package var version: String?
    package var title: String?
    package var license: String?
    package var task: Task?
    package var layout: ModelInput.Layout?
    /// Pixels of the model's input.
    package var size: PixelSize?
    /// Pixels of the shorter side before the crop.
    package var resize: Int?
    package var channelOrder: ImageInput.ChannelOrder?
    package var normalisation: Normalisation?
    package var output: ModelOutput.Kind?
    package var outputScale: Double?
    package var zeroPoint: Int?
    package var labels: Labels?
    package var labelsToSkip: Int?
    /// What each number of a row means.
    package var features: [String]?

    package init() {}
}
