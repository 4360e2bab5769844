/// Whether a package does what it says: sums, and a model that the engine compiles and whose shapes are the manifest's.
package enum ModelCheck {
    /// - Throws: `MODEL_UNUSABLE` with what is wrong.
    package static func run(_ package: ModelPackage) async throws(InferenceError) {
        try await BlockingThreads.loading.run { () throws(InferenceError) in
            try package.verify()
            do throws(InferenceError) {
                _ = try Network(package, settings: EngineSettings(mode: .latency, threads: 1))
            } catch {
                throw InferenceError(error.code, "\(package.id): \(error.message)", cause: error.cause)
            }
        }
    }
}
