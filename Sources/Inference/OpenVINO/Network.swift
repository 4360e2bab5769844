import COpenVINO
import Foundation

/// A compiled model with a fixed number of requests.
///
/// An image model takes samples, u8 `[1,height,width,3]`, whatever its own type and layout: the engine converts and
/// normalises them inside the compiled graph. A feature model takes float32 `[1,N]`.
final class Network: Sendable {
    private let pool: RequestPool

    /// Reads and compiles. Blocks for as long as that takes: for `BlockingThreads.loading` only.
    ///
    /// - Throws: `MODEL_UNUSABLE`.
    init(_ package: ModelPackage, settings: EngineSettings) throws(InferenceError) {
        let core = try OpenVINOCore.shared.get()
        let description = try NetworkDescription(reading: package.modelFile.path, core: core)
        let manifest = package.manifest
        var compiled: OpaquePointer?
        switch manifest.task {
        case .imageClassification(let image):
            try description.fit(
                name: image.tensor.name, shape: image.tensor.shape, elementType: image.tensor.elementType,
                output: manifest.output, classes: package.labels.count)
            compiled = try core.compile(try description.takingSamples(image), settings)
        case .features(let features):
            try description.fit(
                name: features.name, shape: features.shape, elementType: .f32, output: manifest.output,
                classes: package.labels.count)
            compiled = try core.compile(description, settings)
        }
        // The requests keep what they need of the compiled model.
        defer { cov_compiled_free(compiled) }
        guard let compiled else { throw InferenceError(.modelUnusable, "The engine can't compile the model.") }
        var requests: [InferRequest] = []
        for _ in 0..<settings.requests {
            requests.append(try InferRequest(compiled: compiled))
        }
        pool = RequestPool(requests)
        // The first run of a graph sets up memory that later ones find.
        _ = try requests.first?.infer()
    }

    /// Runs the body on one of the threads for images, with a request of its own to write the input of and to `infer` with.
    ///
    /// - Throws: what the body throws; `CANCELLED`.
    func onImageThread<Value: Sendable>(
        _ body: @escaping @Sendable (InferRequest) throws(InferenceError) -> Value
    ) async throws -> Value {
        // Where there is one for each thread, whoever has a thread finds one: nobody is woken to be told so.
        guard pool.count < BlockingThreads.images.count else {
            return try await BlockingThreads.images.run { [pool] () throws(InferenceError) in
                try pool.withFreeRequest(body)
            }
        }
        return try await pool.withRequest { request in
            try await BlockingThreads.images.run { () throws(InferenceError) in try body(request) }
        }
    }

    /// Computes one input.
    ///
    /// - Parameter bytes: of the whole input tensor.
    /// - Returns: the output's bytes, and the milliseconds that it took.
    /// - Throws: `INFERENCE_FAILED`, `CANCELLED`.
    func infer(_ bytes: [UInt8]) async throws(InferenceError) -> Timed<[UInt8]> {
        do {
            return try await onImageThread { request throws(InferenceError) in
                guard request.input.count == bytes.count else {
                    throw InferenceError(
                        .inferenceFailed, "The input has \(bytes.count) bytes; the model takes \(request.input.count).",
                        step: .inferring)
                }
                _ = request.input.update(fromContentsOf: bytes)
                return try Timed { () throws(InferenceError) in try request.infer() }
            }
        } catch let error as InferenceError {
            throw error
        } catch {
            throw InferenceError(.cancelled, "The work was cancelled before it began.")
        }
    }
}
