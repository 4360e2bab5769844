import COpenVINO
package import Foundation

/// What a model file says about itself, before anybody has said how to use it.
package struct ModelInspection: Sendable, Equatable {
    /// One input or output.
    package struct Port: Sendable, Equatable, CustomStringConvertible {
        /// nil: it has none.
        package var name: String?
        /// As OpenVINO names it, for example `f32` or `i64`.
        package var type: String
        /// A dimension is nil where the model leaves it open; the whole is nil where even their number is open.
        package var dimensions: [Int?]?

        package init(name: String?, type: String, dimensions: [Int?]?) {
            self.name = name
            self.type = type
            self.dimensions = dimensions
        }

        /// For example `"image" f32 [?,3,224,224]`.
        package var description: String {
            let shape = dimensions.map { "[\($0.map { $0.map(String.init) ?? "?" }.joined(separator: ","))]" }
            return [name.map { "\"\($0)\"" }, type, shape ?? "of any shape"].compactMap { $0 }.joined(separator: " ")
        }
    }

    package var inputs: [Port]
    package var outputs: [Port]

    package init(inputs: [Port], outputs: [Port]) {
        self.inputs = inputs
        self.outputs = outputs
    }

    /// Reads a model's inputs and outputs on a thread of its own.
    ///
    /// - Throws: `MODEL_UNUSABLE` for a file that the engine can't read.
    package static func read(_ file: URL) async throws(InferenceError) -> ModelInspection {
        try await BlockingThreads.loading.run { () throws(InferenceError) in
            let model = try NetworkDescription(reading: file.path, core: try OpenVINOCore.shared.get())
            var counts = (inputs: 0, outputs: 0)
            try OpenVINOCore.check(
                cov_model_counts(model.handle, &counts.inputs, &counts.outputs), .modelUnusable,
                "The model's inputs can't be read.")
            func port(_ index: Int, isOutput: Bool) throws(InferenceError) -> Port {
                var found = COVNamedPort()
                try OpenVINOCore.check(
                    cov_model_port(model.handle, isOutput ? 1 : 0, index, &found), .modelUnusable,
                    "The model's inputs and outputs can't be read.")
                return Port(found)
            }
            var (inputs, outputs): ([Port], [Port]) = ([], [])
            for index in 0..<counts.inputs { inputs.append(try port(index, isOutput: false)) }
            for index in 0..<counts.outputs { outputs.append(try port(index, isOutput: true)) }
            return ModelInspection(inputs: inputs, outputs: outputs)
        }
    }

    /// Runs the model on a few inputs that mean nothing, to see what kind of numbers come out.
    ///
    /// - Parameters:
    ///   - shape: of one input, batch included.
    ///   - isFloat: float32, else u8.
    /// - Returns: the outputs' raw bytes, a run each.
    /// - Throws: `MODEL_UNUSABLE`, `INFERENCE_FAILED`.
    package static func outputs(
        of file: URL, shape: [Int], isFloat: Bool
    ) async throws(InferenceError) -> [[UInt8]] {
        try await BlockingThreads.loading.run { () throws(InferenceError) in
            let core = try OpenVINOCore.shared.get()
            let model = try NetworkDescription(reading: file.path, core: core)
            try OpenVINOCore.check(
                cov_model_reshape(model.handle, Int32(shape.count), shape.map(Int64.init)), .modelUnusable,
                "The model can't be set to [\(shape.map(String.init).joined(separator: ","))].")
            var compiled: OpaquePointer?
            try OpenVINOCore.check(
                cov_compile(core.handle, model.handle, "LATENCY", "1", "1", nil, &compiled), .modelUnusable,
                "The engine can't compile the model.")
            guard let compiled else { throw InferenceError(.modelUnusable, "The engine can't compile the model.") }
            defer { cov_compiled_free(compiled) }
            let tensor = InputTensor(element: isFloat ? .f32 : .u8, shape: shape)
            let request = try InferRequest(compiled: compiled, input: tensor, batch: 1)
            var outputs: [[UInt8]] = []
            for input in probes(count: shape.reduce(1, *), isFloat: isFloat) {
                _ = request.input(0).update(fromContentsOf: input)
                outputs += try request.infer(0..<1)
            }
            return outputs
        }
    }

    /// A grey picture, and two patterns, of numbers in -1...1 or 0...255.
    private static func probes(count: Int, isFloat: Bool) -> [[UInt8]] {
        let patterns: [@Sendable (Int) -> Double] = [
            { _ in 0.5 }, { index in Double(index % 97) / 96 }, { index in Double((index &* 7919) % 251) / 250 },
        ]
        return patterns.map { share in
            var bytes: [UInt8] = []
            for index in 0..<count {
                if isFloat {
                    withUnsafeBytes(of: Float(share(index) * 2 - 1)) { bytes.append(contentsOf: $0) }
                } else {
                    bytes.append(UInt8(share(index) * 255))
                }
            }
            return bytes
        }
    }
}

extension ModelInspection.Port {
    fileprivate init(_ found: COVNamedPort) {
        func text<Bytes>(_ bytes: Bytes) -> String {
            withUnsafeBytes(of: bytes) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        }
        let name = text(found.name)
        self.init(
            name: name.isEmpty ? nil : name, type: text(found.type), dimensions: TensorShape(found.port).dimensions)
    }
}
