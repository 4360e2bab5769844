import COpenVINO
import Foundation
import Synchronization

/// A compiled model with a fixed number of requests, each with a thread to run it.
final class Network: Sendable {
    private let requests: Mutex<[InferRequest]>
    private let threads: BlockingThreads

    /// Reads and compiles. Blocks for as long as that takes: for `BlockingThreads.loading` only.
    ///
    /// - Throws: `MODEL_UNUSABLE`.
    init(_ package: ModelPackage, settings: EngineSettings) throws(InferenceError) {
        let core = try OpenVINOCore.shared.get()
        let description = try NetworkDescription(reading: package.modelFile.path, core: core)
        switch package.manifest.task {
        case .imageClassification(let image):
            try description.fit(
                name: image.tensor.name, shape: image.tensor.shape, elementType: image.tensor.elementType,
                output: package.manifest.output, classes: package.labels.count)
        case .features(let features):
            try description.fit(
                name: features.name, shape: features.shape, elementType: .f32, output: package.manifest.output,
                classes: package.labels.count)
        }
        var compiled: OpaquePointer?
        try OpenVINOCore.check(
            cov_compile(
                core.handle, description.handle, settings.mode == .latency ? "LATENCY" : "THROUGHPUT",
                String(settings.requests), String(settings.threads), &compiled),
            .modelUnusable, "The engine can't compile the model.")
        guard let compiled else { throw InferenceError(.modelUnusable, "The engine can't compile the model.") }
        // The requests keep what they need of the compiled model.
        defer { cov_compiled_free(compiled) }
        var made: [InferRequest] = []
        for _ in 0..<settings.requests {
            made.append(try InferRequest(compiled: compiled))
        }
        requests = Mutex(made)
        threads = BlockingThreads(count: settings.requests)
    }

    /// Computes one image on one of the model's own threads.
    ///
    /// - Returns: the output's bytes, and the milliseconds that it took without the waiting.
    /// - Throws: `INFERENCE_FAILED`, `CANCELLED`.
    func infer(_ tensor: [UInt8]) async throws(InferenceError) -> Timed<[UInt8]> {
        try await threads.run { () throws(InferenceError) in
            // There are as many requests as threads, so one is always free here.
            guard let request = self.requests.withLock({ $0.popLast() }) else {
                throw InferenceError(.inferenceFailed, "No request of the engine is free.", step: .inferring)
            }
            defer { self.requests.withLock { $0.append(request) } }
            return try Timed { () throws(InferenceError) in try request.infer(tensor) }
        }
    }
}
