import Foundation
import Inference

/// A model as `--json` prints it.
struct ModelReport: Encodable {
    var id: String
    var name: String
    var version: String
    var title: String
    var task: String
    var classes: Int?
    /// On disk, or to download.
    var bytes: Int64
    /// `not-installed` for an offer of the catalogue.
    var state: String
    var isDefault: Bool
    var folder: String?
    var license: String
    var source: String
    var error: String?
    /// Of `show` only.
    var manifest: ModelManifest?
    var labels: [String]?

    enum CodingKeys: String, CodingKey {
        case id, name, version, title, task, classes, bytes, state
        case isDefault = "default"
        case folder, license, source, error, manifest, labels
    }

    /// - Parameter isWhole: with the manifest and all labels.
    init(_ entry: ModelEntry, isWhole: Bool = false) {
        let manifest = entry.manifest
        id = entry.id
        name = manifest?.name ?? entry.id
        version = manifest?.version ?? ""
        title = manifest?.title ?? ""
        task = manifest?.task.name ?? ""
        classes = entry.classes
        bytes = ModelPackage.bytesOnDisk(entry.folder)
        state = entry.state.rawValue
        isDefault = entry.isDefault
        folder = entry.folder.path
        license = manifest?.license ?? ""
        source = manifest?.source ?? ""
        error = entry.error?.message
        if isWhole, let manifest {
            self.manifest = manifest
            let file = entry.folder.appending(path: manifest.labels)
            labels = (try? LabelSet.read(file, skip: manifest.labelsToSkip))?.labels
        }
    }

    init(_ offer: CatalogEntry) {
        id = offer.package?.id ?? offer.name
        name = offer.name
        version = offer.package?.version ?? ""
        title = offer.title
        task = offer.package?.task.name ?? ""
        bytes = Int64(offer.bytes)
        state = "not-installed"
        isDefault = false
        license = offer.license
        source = offer.url.absoluteString
    }

    var text: String {
        get throws { try Self.text(self) }
    }

    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
