package import Foundation

/// Turns downloaded files into a package of a library's folder: checks everything, then puts it in place at once.
///
/// The download itself is the caller's: the model to `modelFile`, the labels to `labelsFile`.
package struct ModelInstallation {
    private let entry: CatalogEntry
    private let manifest: ModelManifest
    /// Where the downloads are.
    private let downloads: URL

    /// - Parameters:
    ///   - downloads: the folder that the files were, or will be, downloaded to.
    /// - Throws: `MODEL_UNUSABLE` where the catalogue knows too little of the model to install it.
    package init(_ entry: CatalogEntry, downloads: URL) throws(InferenceError) {
        guard let manifest = entry.package, entry.labelsURL != nil else {
            throw InferenceError(.modelUnusable, "The catalogue can't install \(entry.name): it has no package for it.")
        }
        self.entry = entry
        self.manifest = manifest
        self.downloads = downloads
    }

    /// Where the model is expected.
    package var modelFile: URL { downloads.appending(path: manifest.file) }

    /// Where the labels are expected.
    package var labelsFile: URL { downloads.appending(path: manifest.labels) }

    /// Checks the sums and moves the files to `models/<name>/`, with a `model.json`. An older package of that name is
    /// replaced; one that is in use keeps running. Blocks while it reads the files.
    ///
    /// - Throws: `MODEL_UNUSABLE` for a wrong sum or package; `FILE_UNREADABLE` where a file can't be read or written.
    package func install(into models: URL) throws(InferenceError) -> ModelPackage {
        try check(modelFile, entry.sha256)
        if let sum = entry.labelsSHA256 { try check(labelsFile, sum) }
        let files = FileManager.default
        // On the file system of its target, so that the last step is one rename; the dot hides it from libraries.
        let staging = models.appending(path: ".\(manifest.name)-\(UUID().uuidString)")
        defer { try? files.removeItem(at: staging) }
        try disk("write to \(models.path)") {
            try files.createDirectory(at: staging, withIntermediateDirectories: true)
            try files.moveItem(at: modelFile, to: staging.appending(path: manifest.file))
            try files.moveItem(at: labelsFile, to: staging.appending(path: manifest.labels))
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try encoder.encode(manifest).write(to: staging.appending(path: ModelManifest.fileName))
        }
        _ = try ModelPackage.load(from: staging)
        let target = models.appending(path: manifest.name)
        let replaced = models.appending(path: ".\(manifest.name)-replaced-\(UUID().uuidString)")
        defer { try? files.removeItem(at: replaced) }
        try disk("put \(manifest.name) in place in \(models.path)") {
            if files.fileExists(atPath: target.path) { try files.moveItem(at: target, to: replaced) }
            try files.moveItem(at: staging, to: target)
        }
        return try ModelPackage.open(target)
    }

    private func check(_ file: URL, _ expected: String) throws(InferenceError) {
        let sum = try disk("read \(file.path)") { try FileDigest.sha256(of: file) }
        guard sum == expected else {
            throw InferenceError(
                .modelUnusable,
                """
                \(file.lastPathComponent) has the SHA-256 \(sum.prefix(12))…; the catalogue says \
                \(expected.prefix(12))…. Nothing was installed.
                """)
        }
    }

    private func disk<Value>(_ purpose: String, _ body: () throws -> Value) throws(InferenceError) -> Value {
        do {
            return try body()
        } catch {
            throw InferenceError(.fileUnreadable, "Can't \(purpose).", cause: "\(error)")
        }
    }
}
