package import Foundation

/// Turns downloaded files into the package `NAME@VERSION` of a models folder: all of it at once, or nothing.
///
/// The download itself is the caller's: the model to `modelFile`, the labels to `labelsFile`. What was downloaded stays
/// for the next try when the process ends before `finish`.
package struct ModelInstallation: Sendable {
    private let entry: CatalogEntry
    private let manifest: ModelManifest
    private let models: URL
    private let staging: StagingFolder

    /// Takes the place for the downloads, and removes what dead processes left.
    ///
    /// - Returns: nil where another process installs the same model.
    /// - Throws: `MODEL_UNUSABLE` where the catalogue knows too little of the model to install it; `FILE_UNREADABLE`.
    package static func begin(_ entry: CatalogEntry, into models: URL) throws(InferenceError) -> ModelInstallation? {
        guard let manifest = entry.package, entry.labelsURL != nil else {
            throw InferenceError(.modelUnusable, "The catalogue can't install \(entry.name): it has no package for it.")
        }
        try manifest.validate()
        guard manifest.sha256 == entry.sha256 else {
            throw InferenceError(.modelUnusable, "The catalogue has two sums for \(entry.name): it can't be trusted.")
        }
        StagingFolder.sweep(models)
        guard let staging = try StagingFolder.open(.pull(manifest.id), in: models) else { return nil }
        return ModelInstallation(entry: entry, manifest: manifest, models: models, staging: staging)
    }

    /// Where the model is expected.
    package var modelFile: URL { staging.url.appending(path: manifest.file) }

    /// Where the labels are expected.
    package var labelsFile: URL { staging.url.appending(path: manifest.labels) }

    /// `name@version`, also the package's folder.
    package var id: String { manifest.id }

    /// Checks the sums, adds the `model.json` and puts the package in place. An older package of that id is replaced;
    /// one that is in use keeps running.
    ///
    /// - Throws: `MODEL_UNUSABLE` for a wrong sum or package; `FILE_UNREADABLE` where a file can't be read or written.
    package func finish() async throws(InferenceError) -> ModelPackage {
        try await BlockingThreads.loading.run { () throws(InferenceError) in try install() }
    }

    /// Forgets what was downloaded.
    package func abandon() { staging.remove() }

    private func install() throws(InferenceError) -> ModelPackage {
        if let sum = entry.labelsSHA256 { try check(labelsFile, sum) }
        try check(modelFile, entry.sha256)
        let json = staging.url.appending(path: ModelManifest.fileName)
        // An earlier pull, by another catalogue, may have left something.
        let files = (try? FileManager.default.contentsOfDirectory(atPath: staging.url.path)) ?? []
        for file in files where file != manifest.file && file != manifest.labels {
            try? FileManager.default.removeItem(at: staging.url.appending(path: file))
        }
        do {
            try Data(ManifestText.of(manifest).utf8).write(to: json)
        } catch {
            throw InferenceError(.fileUnreadable, "Can't write to \(models.path).", cause: "\(error)")
        }
        _ = try ModelPackage.open(staging.url)
        try staging.place(as: manifest.id)
        return try ModelPackage.open(models.appending(path: manifest.id))
    }

    private func check(_ file: URL, _ expected: String) throws(InferenceError) {
        let sum: String
        do {
            sum = try FileDigest.sha256(of: file)
        } catch {
            throw InferenceError(.fileUnreadable, "Can't read \(file.path).", cause: "\(error)")
        }
        guard sum == expected else {
            throw InferenceError(
                .modelUnusable,
                """
                \(file.lastPathComponent) has the SHA-256 \(sum.prefix(12))…; the catalogue says \
                \(expected.prefix(12))…. Nothing was installed.
                """)
        }
    }
}
