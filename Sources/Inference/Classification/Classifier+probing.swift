/// The parts of a classification by themselves, for measuring.
extension Classifier {
    /// The preparation of this model's images; nothing of the engine.
    package var imagePreparation: ImagePreparation { preparation }

    /// Computes one input that is there already.
    ///
    /// - Parameter samples: u8 `[1,height,width,3]`, `imagePreparation.tensorBytes` of them.
    /// - Returns: milliseconds, without the wait for a stream.
    /// - Throws: `INFERENCE_FAILED`, `CANCELLED`.
    package func infer(samples: [UInt8]) async throws(InferenceError) -> Double {
        try await network.infer(samples).milliseconds
    }
}
