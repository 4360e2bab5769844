import COpenVINO
import Foundation

/// A compiled model with a fixed number of requests, each for a batch.
///
/// An image model takes samples, u8 `[N,height,width,3]`, whatever its own type and layout: the engine converts and
/// normalises them inside the compiled graph. A feature model takes float32 `[1,features]`.
final class Network: Sendable {
    /// Where inputs wait for a request.
    let queue: EngineQueue

    /// Reads and compiles. Blocks for as long as that takes: for `BlockingThreads.loading` only.
    ///
    /// - Throws: `MODEL_UNUSABLE`.
    init(_ package: ModelPackage, settings: EngineSettings) throws(InferenceError) {
        let core = try OpenVINOCore.shared.get()
        let description = try NetworkDescription(reading: package.modelFile.path, core: core)
        let manifest = package.manifest
        let input: InputTensor
        let batch: Int
        var compiled: OpaquePointer?
        switch manifest.task {
        case .imageClassification(let image):
            batch = try description.fit(
                name: image.tensor.name,
                InputTensor(element: image.tensor.elementType, shape: image.tensor.shape),
                output: manifest.output, classes: package.labels.count,
                batch: settings.batch(modelBytes: package.modelBytes))
            input = InputTensor(element: .u8, shape: [1, image.tensor.height, image.tensor.width, 3])
            compiled = try core.compile(try description.takingSamples(image), settings)
        case .features(let features):
            input = InputTensor(element: .f32, shape: features.shape)
            batch = try description.fit(
                name: features.name, input, output: manifest.output, classes: package.labels.count, batch: 1)
            compiled = try core.compile(description, settings)
        }
        // The requests keep what they need of the compiled model.
        defer { cov_compiled_free(compiled) }
        guard let compiled else { throw InferenceError(.modelUnusable, "The engine can't compile the model.") }
        var requests: [InferRequest] = []
        for _ in 0..<settings.requests {
            requests.append(try InferRequest(compiled: compiled, input: input, batch: batch))
        }
        // The first run of a graph sets up memory that later ones find.
        _ = try requests.first?.infer(0..<1)
        queue = EngineQueue(requests)
    }

    /// Computes one input.
    ///
    /// - Parameter bytes: of the whole input tensor.
    /// - Returns: the output's bytes, and the milliseconds that it took.
    /// - Throws: `INFERENCE_FAILED`, `CANCELLED`.
    func infer(_ bytes: [UInt8]) async throws(InferenceError) -> Timed<[UInt8]> {
        do {
            return try await queue.run(
                EngineSteps { memory in
                    guard memory.count == bytes.count else {
                        throw InferenceError(
                            .inferenceFailed,
                            "The input has \(bytes.count) bytes; the model takes \(memory.count).", step: .inferring)
                    }
                    _ = memory.update(fromContentsOf: bytes)
                    return { output in output }
                } begin: {
                })
        } catch let error as InferenceError {
            throw error
        } catch {
            throw InferenceError(
                .inferenceFailed, "The engine failed on this input.", step: .inferring, cause: "\(error)")
        }
    }
}
