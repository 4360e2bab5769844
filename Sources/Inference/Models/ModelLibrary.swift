package import Foundation
import Synchronization

/// The model packages of some folders, and the classifiers that were made of them.
///
/// A broken package is listed with its reason and stops nothing else. What changes in the folders is seen within a
/// second: packages that come, go or are corrected, and another default.
package final class ModelLibrary: Sendable {
    private let folders: [URL]
    private let defaultModel: String?
    private let settings: EngineSettings
    let shelf: Mutex<ModelShelf>
    let featureClassifiers = FeatureClassifiers()
    private let watch: Mutex<LibraryWatch>
    private let loads = Mutex<[String: Task<Result<Classifier, InferenceError>, Never>]>([:])

    /// Looks through the folders without reading a model.
    ///
    /// - Parameters:
    ///   - folders: each holds packages; of two with the same id the first one counts. A missing folder is empty.
    ///   - defaultModel: `name` or `name@version`. Default: what a folder's file `default` names, else the first image
    ///     model that is no starter, else a starter.
    ///   - pause: between two looks at the folders, at least. Default 1 s.
    package init(
        folders: [URL], defaultModel: String? = nil, settings: EngineSettings = EngineSettings(),
        pause: Duration = .seconds(1)
    ) {
        self.folders = folders
        self.defaultModel = defaultModel
        self.settings = settings
        // Before the packages are read, so that what changes meanwhile is not missed.
        watch = Mutex(LibraryWatch(pause: pause, fingerprint: FolderFingerprint(folders)))
        shelf = Mutex(ModelShelf(folders: folders))
    }

    /// Looks through the folders again. A loaded model stays loaded, also for the jobs of one whose folder is gone; only
    /// one with a new manifest is loaded anew when it is asked for again.
    package func refresh() {
        let found = ModelShelf(folders: folders)
        let outdated = shelf.withLock { $0.update(to: found) }
        loads.withLock { loads in
            for id in outdated { loads[id] = nil }
        }
    }

    private func lookAgain() {
        guard watch.withLock({ $0.isDue() }) else { return }
        let now = FolderFingerprint(folders)
        if watch.withLock({ $0.note(now) }) { refresh() }
    }

    /// The id that a folder's file `default` names, whether it is here or not; nil where there is none.
    package var chosenDefault: String? {
        folders.lazy.compactMap { DefaultModelFile(models: $0).id }.first
    }

    /// All packages, usable or not, in the order of the folders.
    package func list() -> [ModelEntry] {
        let chosen = try? resolve(nil)
        return shelf.withLock { $0.entries(default: chosen) }
    }

    /// How far a model is, without another look at the folders; nil where it is unknown.
    package func state(of id: String) -> ModelState? { shelf.withLock { $0.state(of: id) } }

    /// The id of the model to use.
    ///
    /// - Parameter name: `name@version`, `name` for its newest version, or nil for the default.
    /// - Throws: `UNKNOWN_MODEL`, `MODEL_UNUSABLE`, `NO_MODEL`.
    package func resolve(_ name: String?) throws(InferenceError) -> String {
        lookAgain()
        let wanted = name ?? defaultModel
        let result = shelf.withLock { shelf in
            Result { () throws(InferenceError) in
                if let wanted { return try shelf.find(wanted) }
                return try shelf.findDefault()
            }
        }
        return try result.get()
    }

    /// The package of a model, for who loads it elsewhere.
    ///
    /// - Parameter id: as `resolve` gives it.
    /// - Throws: `UNKNOWN_MODEL`, `MODEL_UNUSABLE`.
    package func package(_ id: String) throws(InferenceError) -> ModelPackage {
        try shelf.withLock { shelf in Result { () throws(InferenceError) in try shelf.package(id) } }.get()
    }

    /// Notes what came of loading a model elsewhere.
    /// - Parameter error: nil where it is ready.
    package func noteLoaded(_ id: String, error: InferenceError?) {
        shelf.withLock { shelf in
            if let error { shelf.fail(id, error) } else { shelf.set(.ready, of: id) }
        }
    }

    /// The classifier of a model; loads it with the first call, once however many ask.
    ///
    /// - Parameter id: as `resolve` gives it.
    /// - Throws: `UNKNOWN_MODEL`, `MODEL_UNUSABLE`.
    package func classifier(_ id: String) async throws(InferenceError) -> Classifier {
        let package = try package(id)
        let load = loads.withLock { loads in
            if let running = loads[id] { return running }
            shelf.withLock { $0.set(.loading, of: id) }
            let task = Task { await self.load(package) }
            loads[id] = task
            return task
        }
        return try await load.value.get()
    }

    private func load(_ package: ModelPackage) async -> Result<Classifier, InferenceError> {
        do throws(InferenceError) {
            let classifier = try await Classifier.load(package, settings: settings)
            shelf.withLock { $0.set(.ready, of: package.id) }
            return .success(classifier)
        } catch {
            shelf.withLock { $0.fail(package.id, error) }
            // A package that is put right and looked up again gets another chance.
            _ = loads.withLock { $0.removeValue(forKey: package.id) }
            return .failure(error)
        }
    }
}
