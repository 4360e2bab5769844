import COpenVINO

/// A model file as the engine has read it, before it is compiled.
struct NetworkDescription: ~Copyable {
    let handle: OpaquePointer

    /// - Throws: `MODEL_UNUSABLE`.
    init(reading file: String, core: OpenVINOCore) throws(InferenceError) {
        var model: OpaquePointer?
        try OpenVINOCore.check(
            cov_model_read(core.handle, file, &model), .modelUnusable, "The engine can't read the model's file.")
        guard let model else { throw InferenceError(.modelUnusable, "The engine can't read the model's file.") }
        handle = model
    }

    private init(handle: OpaquePointer) { self.handle = handle }

    /// The same model with an input that takes samples: u8 `[1,height,width,3]`, in the manifest's channel order.
    /// Conversion, layout and `(sample * scale - mean) / std` become part of the graph.
    ///
    /// - Throws: `MODEL_UNUSABLE`.
    func takingSamples(_ image: ImageInput) throws(InferenceError) -> NetworkDescription {
        let scale = image.scale ?? 1
        // (s * scale - mean) / std = (s - mean / scale) / (std / scale)
        var mean = (image.mean ?? [0, 0, 0]).map { Float($0 / scale) }
        var deviation = (image.std ?? [1, 1, 1]).map { Float($0 / scale) }
        if image.channelOrder == .bgr {
            mean.reverse()
            deviation.reverse()
        }
        var model: OpaquePointer?
        try OpenVINOCore.check(
            cov_model_take_samples(
                handle, image.tensor.layout.rawValue, image.tensor.elementType == .f32 ? 1 : 0, mean, deviation,
                &model),
            .modelUnusable, "The preparation can't be made part of the model.")
        guard let model else {
            throw InferenceError(.modelUnusable, "The preparation can't be made part of the model.")
        }
        return NetworkDescription(handle: model)
    }

    deinit { cov_model_free(handle) }

    /// Makes sure that the model is what its manifest says, and fixes its shapes.
    ///
    /// - Parameters:
    ///   - input: as the manifest has it.
    ///   - batch: the most inputs that may be computed at once.
    /// - Returns: how many can be: 1 where the model's file does not leave their number open.
    /// - Throws: `MODEL_UNUSABLE` with both shapes.
    func fit(
        name: String?, _ input: InputTensor, output: ModelOutput, classes: Int, batch: Int
    ) throws(InferenceError) -> Int {
        let wanted =
            "\(input.element == .f32 ? "float32" : "u8") [\(input.shape.map(String.init).joined(separator: ","))]"
        var inputs = 0
        var outputs = 0
        try OpenVINOCore.check(
            cov_model_counts(handle, &inputs, &outputs), .modelUnusable, "The model's inputs can't be read.")
        guard inputs == 1, outputs == 1 else {
            throw InferenceError(
                .modelUnusable, "The model has \(inputs) inputs and \(outputs) outputs; one of each is needed.")
        }
        var port = COVPort()
        try OpenVINOCore.check(
            cov_model_input(handle, name, &port), .modelUnusable,
            "The model has no input \(name ?? "at all").")
        let found = TensorShape(port)
        guard found.element == input.element, found.allows(input.shape) else {
            throw InferenceError(.modelUnusable, "The model's input is \(found); the manifest says \(wanted).")
        }
        let shape = input.shape.map(Int64.init)
        func fixBatch() throws(InferenceError) {
            try OpenVINOCore.check(
                cov_model_reshape(handle, Int32(shape.count), shape), .modelUnusable,
                "The model can't be set to \(wanted).")
        }
        try fixBatch()
        let scores = try outputShape()
        guard scores.element == (output.kind == .quantized ? .u8 : .f32) else {
            throw InferenceError(
                .modelUnusable, "The model's output is \(scores); the manifest says \(output.kind.rawValue).")
        }
        guard scores.elementCount == classes else {
            throw InferenceError(.modelUnusable, "The model's output is \(scores); there are \(classes) labels.")
        }
        guard batch > 1, let dimensions = found.dimensions, dimensions.first == .some(nil) else { return 1 }
        // A graph may still count on one input somewhere inside: then its output has no row for each.
        if cov_model_reshape_batch(handle, Int32(shape.count), shape, Int64(batch)) == 0,
            try outputShape().dimensions == [nil] + (scores.dimensions ?? []).dropFirst()
        {
            return batch
        }
        try fixBatch()
        return 1
    }

    private func outputShape() throws(InferenceError) -> TensorShape {
        var port = COVPort()
        try OpenVINOCore.check(cov_model_output(handle, &port), .modelUnusable, "The model's output can't be read.")
        return TensorShape(port)
    }
}
