import Foundation
import Inference

/// The models that a worker was told to take jobs of and that are not on its machine: fetched from the catalogue before it
/// takes any job, so that whoever adds a machine need not log in to it first.
enum MissingModels {
    /// - Parameters:
    ///   - wanted: `NAME` or `NAME@VERSION`.
    ///   - folders: where packages are looked for; what is fetched goes into the user's, which is one of them.
    /// - Throws: `CommandError`: the catalogue has no such model or another version, or it cannot be fetched whole.
    static func pull(_ wanted: [String], folders: [URL], catalog: ModelCatalog) async throws(CommandError) {
        let present = ModelShelfView(folders: folders).entries.filter { $0.error == nil }.map(\.id)
        for model in wanted {
            let parts = model.split(separator: "@", maxSplits: 1).map(String.init)
            guard let name = parts.first, !present.contains(where: { $0 == model || $0.hasPrefix(model + "@") }) else {
                continue
            }
            let entry: CatalogEntry
            do throws(InferenceError) {
                entry = try catalog.entry(name)
            } catch {
                throw CommandError(error)
            }
            guard parts.count == 1 || entry.package?.id == model else {
                throw CommandError(
                    "--model \(model) is not on this machine, and the catalogue has \(entry.package?.id ?? entry.name). Copy "
                        + "its package here and name its folder with --models.", status: 2)
            }
            try await ModelPull(entry: entry, target: ModelFolders.user, end: nil, seconds: nil, isOnce: false).run()
        }
    }
}
