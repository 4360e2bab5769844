extension ModelPackage {
    /// An error of loading this package's model, with the package, its file and what to do about it.
    func explain(_ error: InferenceError) -> InferenceError {
        InferenceError(
            error.code,
            "\(id), \(manifest.file): \(error.message) Correct its \(ModelManifest.fileName), or install it again.",
            step: error.step, cause: error.cause)
    }
}
