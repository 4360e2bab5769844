package import Foundation

/// Puts a model of the user's own into a folder of packages: copies, sums, `model.json`, check, one rename.
package struct ModelAddition: Sendable {
    private let source: ModelSource
    private let models: URL

    package init(_ source: ModelSource, into models: URL) {
        self.source = source
        self.models = models
    }

    /// - Parameter draft: without a question left.
    /// - Throws: `INVALID_REQUEST` for a draft that is not complete, and where a package of that id is there already;
    ///   `MODEL_UNUSABLE` for a model that does not do what the draft says; `FILE_UNREADABLE`.
    package func add(_ draft: ModelDraft) async throws(InferenceError) -> ModelPackage {
        let name = source.file.lastPathComponent
        let id = draft.id(source: name)
        let target = models.appending(path: id)
        guard !FileManager.default.fileExists(atPath: target.path) else {
            throw InferenceError(
                .invalidRequest,
                "There is a model \(id) already, in \(target.path). Give another --name or --version, or remove that one."
            )
        }
        guard let staging = try StagingFolder.open(.add, in: models) else {
            throw InferenceError(.fileUnreadable, "\(models.path) can't be written to just now. Try again.")
        }
        do throws(InferenceError) {
            let folder = staging.url
            try await BlockingThreads.loading.run { () throws(InferenceError) in
                let labels = try copyLabels(draft, to: folder)
                let file = try copyModel(to: folder, stem: String(id.prefix { $0 != "@" }))
                let manifest = try draft.manifest(file: file, source: name, labels: labels)
                try disk {
                    try Data(ManifestText.of(manifest).utf8).write(to: folder.appending(path: ModelManifest.fileName))
                }
            }
            try await ModelCheck.run(try ModelPackage.open(folder))
            try staging.place(as: id)
        } catch {
            staging.remove()
            throw error
        }
        return try ModelPackage.open(target)
    }

    private func copyModel(to folder: URL, stem: String) throws(InferenceError) -> ModelFile {
        let name = "\(stem).\(source.format.rawValue)"
        let copied = try copy(source.file, to: folder.appending(path: name))
        var weights: [WeightsFile] = []
        for one in source.weights {
            // IR's weights are found by the model's own name, an ONNX model's by the name in it.
            let file = one.name ?? "\(stem).bin"
            let copied = try copy(one.url, to: folder.appending(path: file))
            weights.append(WeightsFile(file: file, sha256: copied.sha256, bytes: copied.bytes))
        }
        return ModelFile(name: name, sha256: copied.sha256, bytes: copied.bytes, weights: weights)
    }

    private func copyLabels(_ draft: ModelDraft, to folder: URL) throws(InferenceError) -> String {
        if case .file(let url) = draft.facts.labels {
            let name = url.pathExtension.lowercased() == "json" ? "labels.json" : "labels.txt"
            _ = try copy(url, to: folder.appending(path: name))
            return name
        }
        let text = (draft.labels?.labels ?? []).map { "\($0)\n" }.joined()
        try disk { try Data(text.utf8).write(to: folder.appending(path: "labels.txt")) }
        return "labels.txt"
    }

    private func copy(_ file: URL, to target: URL) throws(InferenceError) -> (sha256: String, bytes: Int) {
        try disk {
            try FileManager.default.copyItem(at: file.resolvingSymlinksInPath(), to: target)
            // A copy of a file that its owner may only read can still be corrected.
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: target.path)
            let attributes = try FileManager.default.attributesOfItem(atPath: target.path)
            return (try FileDigest.sha256(of: target), (attributes[.size] as? NSNumber)?.intValue ?? 0)
        }
    }

    private func disk<Value>(_ body: () throws -> Value) throws(InferenceError) -> Value {
        do {
            return try body()
        } catch {
            throw InferenceError(.fileUnreadable, "Can't write to \(models.path): \(error.localizedDescription)")
        }
    }
}
