/// What can't become a package, said with what is there and what is needed.
extension ModelDraft {
    func checkPorts() throws(InferenceError) {
        guard inspection.inputs.count == 1, inspection.outputs.count == 1 else {
            func list(_ ports: [ModelInspection.Port]) -> String {
                ports.isEmpty ? "none" : ports.map(\.description).joined(separator: ", ")
            }
            throw unusable(
                """
                its inputs are \(list(inspection.inputs)), its outputs \(list(inspection.outputs)); one of each is \
                needed. Export it with one input, and only the scores as output.
                """)
        }
        guard let dimensions = input.dimensions else {
            throw unusable("its input is \(input): without a fixed number of dimensions. Export it with a fixed shape.")
        }
        guard dimensions.count == 4 || dimensions.count == 2 else {
            throw unusable(
                """
                its input is \(input); an image is [1,3,height,width] or [1,height,width,3], a row of numbers [1,N].
                """)
        }
        guard dimensions[0] == 1 || dimensions[0] == nil else {
            throw unusable("its input is \(input): the first dimension is the batch, and must be 1 or open.")
        }
        try checkTypes(dimensions)
        try checkOutput()
    }

    private func checkTypes(_ dimensions: [Int?]) throws(InferenceError) {
        if dimensions.count == 4 {
            guard !ImageShape.layouts(dimensions).isEmpty else {
                throw unusable("its input is \(input): neither the second nor the last dimension is 3, for RGB.")
            }
            guard ["f32", "u8"].contains(input.type) else {
                throw unusable("its input is \(input); f32 or u8 is needed. Export it with a float32 input.")
            }
        } else {
            guard input.type == "f32" else {
                throw unusable("its input is \(input); a row of numbers must be f32.")
            }
            guard isFloatOutput else {
                throw unusable("its output is \(output); for a row of numbers it must be f32 scores.")
            }
        }
    }

    private func checkOutput() throws(InferenceError) {
        guard ["f32", "u8"].contains(output.type) else {
            throw unusable(
                "its output is \(output); scores are f32, or u8 where they are quantised. Export it with its scores.")
        }
        guard let dimensions = output.dimensions else { return }
        let inner = dimensions.count > 1 ? Array(dimensions.dropFirst()) : dimensions
        guard inner.filter({ $0 != 1 }).count <= 1 else {
            throw unusable("its output is \(output); one score a class is needed, such as [1,1000].")
        }
    }

    func checkFacts() throws(InferenceError) {
        if let said = facts.task, said != task {
            throw contradiction("--task \(said.rawValue)", "is for another input")
        }
        if task == .image, let said = facts.layout, !ImageShape.layouts(inputDimensions).contains(said) {
            throw contradiction("--layout \(said.rawValue)", "does not fit")
        }
        if let said = facts.size, let layout {
            let read = ImageShape.size(inputDimensions, layout)
            guard read.width ?? said.width == said.width, read.height ?? said.height == said.height else {
                throw contradiction("--size \(said.width)x\(said.height)", "does not fit")
            }
        }
        if !isFloatInput, facts.normalisation != nil {
            throw contradiction("--normalize, --scale, --mean and --std", "are for float32; u8 takes raw samples")
        }
        if let said = facts.output, (said == .quantized) == isFloatOutput {
            throw InferenceError(.invalidRequest, "--output \(said.rawValue) does not fit: the output is \(output).")
        }
        if isFloatOutput, facts.outputScale != nil || facts.zeroPoint != nil {
            throw InferenceError(
                .invalidRequest, "--output-scale and --zero-point are for u8; the model's output is \(output).")
        }
        if task == .features {
            let isForImages =
                facts.layout != nil || facts.size != nil || facts.resize != nil || facts.channelOrder != nil
                || facts.normalisation != nil
            if isForImages {
                throw contradiction("--layout, --size, --resize, --channel-order and --normalize", "are for images")
            }
            if let names = facts.features, let count = inputDimensions[1], names.count != count {
                throw contradiction("--features with \(names.count) names", "does not fit")
            }
        } else if facts.features != nil {
            throw contradiction("--features", "is for rows of numbers")
        }
    }

    private func contradiction(_ said: String, _ what: String) -> InferenceError {
        InferenceError(.invalidRequest, "\(said) \(what): the model's input is \(input).")
    }

    private func unusable(_ why: String) -> InferenceError {
        InferenceError(.modelUnusable, "This model can't be used: \(why)")
    }
}
