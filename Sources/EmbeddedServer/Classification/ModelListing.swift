import API
import Inference

/// The library as `GET /v1/models` shows it.
enum ModelListing {
    static func make(_ library: ModelLibrary) -> ModelList {
        let entries = library.list()
        let models = entries.map { entry in
            ModelInfo(
                id: entry.id, name: entry.manifest?.name ?? entry.id, version: entry.manifest?.version ?? "",
                title: entry.manifest?.title ?? entry.id, isDefault: entry.isDefault, state: entry.state.rawValue,
                task: entry.manifest?.task.name ?? "", classes: entry.classes ?? 0,
                input: entry.manifest?.task.inputDescription ?? "",
                license: entry.manifest?.license ?? "", source: entry.manifest?.source ?? "",
                error: entry.error?.message)
        }
        return ModelList(models: models, hint: entries.first(where: \.isDefault)?.manifest?.hint)
    }
}
