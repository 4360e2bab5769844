package import Foundation

/// A package in the making: what the model's file says, what somebody said, and what is still open.
///
/// Nothing is guessed silently: what is neither read nor said is a question, and what is assumed is noted. It does no
/// input or output itself.
package struct ModelDraft: Sendable {
    package let inspection: ModelInspection
    package private(set) var facts: ModelFacts
    /// Set by `tried`.
    private(set) var trial: ScoreTrial?
    /// The labels that `facts.labels` names, once they were read.
    private(set) var labels: LabelSet?
    /// A file that looks like the model's labels.
    package var labelsNearby: URL?

    /// Takes what is known, and refuses what no package can be.
    ///
    /// - Throws: `MODEL_UNUSABLE` for a model that can't be used; `INVALID_REQUEST` where what was said and what the file
    ///   says don't agree.
    package init(_ inspection: ModelInspection, facts: ModelFacts) throws(InferenceError) {
        self.inspection = inspection
        self.facts = facts
        try checkPorts()
        try checkFacts()
        if let source = facts.labels { try take(source) }
    }

    /// The only input and the only output.
    var input: ModelInspection.Port { inspection.inputs[0] }
    var output: ModelInspection.Port { inspection.outputs[0] }
    var inputDimensions: [Int?] { input.dimensions ?? [] }

    package var task: ModelFacts.Task { inputDimensions.count == 4 ? .image : .features }
    package var isFloatInput: Bool { input.type == "f32" }
    var isFloatOutput: Bool { output.type == "f32" }

    /// nil while it is open.
    var layout: ModelInput.Layout? {
        if let said = facts.layout { return said }
        let possible = ImageShape.layouts(inputDimensions)
        return possible.count == 1 ? possible[0] : nil
    }

    /// nil while it is open.
    var size: PixelSize? {
        guard let layout else { return nil }
        let read = ImageShape.size(inputDimensions, layout)
        guard let width = read.width ?? facts.size?.width, let height = read.height ?? facts.size?.height else {
            return nil
        }
        return PixelSize(width: width, height: height)
    }

    /// Of one input, batch included; nil while something of it is open.
    package var shape: [Int]? {
        switch task {
        case .features: return (inputDimensions[1] ?? facts.features?.count).map { [1, $0] }
        case .image:
            guard let layout, let size else { return nil }
            return ModelInput(layout: layout, elementType: .f32, width: size.width, height: size.height).shape
        }
    }

    /// Scores of one input; nil while it is open.
    package var classes: Int? {
        if let trial { return trial.classes }
        guard let dimensions = output.dimensions else { return nil }
        // The batch is one image, whatever the model leaves open there.
        let inner = dimensions.count > 1 ? Array(dimensions.dropFirst()) : dimensions
        return inner.reduce(1) { product, side in side.flatMap { side in product.map { $0 * side } } }
    }

    /// Whether the model can be run once to see what comes out, and was not yet.
    package var wantsTrial: Bool { trial == nil && shape != nil }

    /// - Parameter outputs: as `ModelInspection.outputs` gives them.
    /// - Throws: `MODEL_UNUSABLE` for labels that don't fit.
    package mutating func tried(_ outputs: [[UInt8]]) throws(InferenceError) {
        trial = ScoreTrial(outputs, isFloat: isFloatOutput)
        if let source = facts.labels { try take(source) }
    }

    package mutating func set<Value>(_ fact: WritableKeyPath<ModelFacts, Value>, _ value: Value) throws(InferenceError)
    {
        let before = facts
        facts[keyPath: fact] = value
        do throws(InferenceError) {
            try checkFacts()
        } catch {
            facts = before
            throw error
        }
    }

    /// Reads labels and holds their number against the model's outputs.
    ///
    /// - Throws: `MODEL_UNUSABLE` for unreadable labels, and for another number of them; then nothing has changed.
    package mutating func take(_ source: ModelFacts.Labels) throws(InferenceError) {
        guard let classes else {
            facts.labels = source
            return
        }
        switch source {
        case .numbered:
            labels = LabelSet((0..<classes).map { "class \($0)" })
            facts.labelsToSkip = nil
        case .file(let url):
            let all = try LabelSet.read(url)
            // ImageNet's lists begin with a background class that many models have no output for.
            let hasBackground = all.count == classes + 1 && all[0].lowercased() == "background"
            let skip = facts.labelsToSkip ?? (hasBackground ? 1 : 0)
            guard all.count - skip == classes else {
                let skipped = skip > 0 ? " without the first \(skip)" : ""
                throw InferenceError(
                    .modelUnusable,
                    """
                    The model has \(classes) outputs and \(url.lastPathComponent) \(all.count - skip) labels\(skipped). One \
                    label an output is needed, in the order of the outputs; --skip-labels leaves out leading ones.
                    """)
            }
            labels = LabelSet(Array(all.labels.dropFirst(skip)))
            facts.labelsToSkip = skip
        }
        facts.labels = source
    }
}
