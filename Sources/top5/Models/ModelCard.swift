import Foundation
import Inference

/// `top5 models show` for people.
struct ModelCard {
    let entry: ModelEntry

    /// Labels that are shown.
    private static let sampleLabels = 5

    var text: String {
        var lines = [("model", entry.id + (entry.isDefault ? "  (the default)" : ""))]
        lines.append(("state", entry.state.rawValue + (entry.error.map { ": \($0.message)" } ?? "")))
        lines.append(("folder", entry.folder.path))
        if let manifest = entry.manifest { lines += Self.lines(manifest, in: entry.folder) }
        return Self.text(lines)
    }

    /// A model that is not here.
    static func text(of offer: CatalogEntry) -> String {
        var lines = [
            ("model", offer.package?.id ?? offer.name), ("state", "not here; fetch it: top5 models pull \(offer.name)"),
            ("download", "\(ByteText.of(Int64(offer.bytes))) from \(offer.url.absoluteString)"),
        ]
        if let manifest = offer.package { lines += Self.lines(manifest, in: nil) }
        return text(lines)
    }

    private static func lines(_ manifest: ModelManifest, in folder: URL?) -> [(String, String)] {
        var lines = [("title", manifest.title), ("task", manifest.task.name)]
        if let description = manifest.description { lines.append(("about", description)) }
        let files = [(manifest.file, manifest.sha256, manifest.bytes)]
        for (file, sum, bytes) in files + manifest.weights.map({ ($0.file, $0.sha256, $0.bytes) }) {
            lines.append(("file", "\(file)\(bytes.map { ", \(ByteText.of(Int64($0)))" } ?? ""), SHA-256 \(sum)"))
        }
        lines.append(("input", manifest.task.inputDescription))
        if let image = manifest.image { lines += preparation(image).map { ("", $0) } }
        if let features = manifest.features { lines.append(("features", features.features.joined(separator: ", "))) }
        lines.append(("output", output(manifest.output)))
        lines.append(("labels", labels(manifest, in: folder)))
        lines.append(("licence", manifest.license))
        lines.append(("source", manifest.source))
        if let hint = manifest.hint { lines.append(("hint", hint)) }
        return lines
    }

    private static func preparation(_ image: ImageInput) -> [String] {
        let resize = image.resize
        var lines = [
            """
            shorter side to \(resize.size) pixels (\(resize.filter.rawValue)), \(image.tensor.width) x \
            \(image.tensor.height) cut out of the middle
            """,
            "\(image.channelOrder.rawValue), colour profile: \(image.colorProfile.rawValue)",
        ]
        if let scale = image.scale {
            func triple(_ numbers: [Double]?, _ none: String) -> String {
                numbers.map { "(\($0.map { "\($0)" }.joined(separator: ", ")))" } ?? none
            }
            lines.append("(sample * \(scale) - \(triple(image.mean, "0"))) / \(triple(image.std, "1"))")
        } else {
            lines.append("samples as they are, 0...255")
        }
        return lines
    }

    private static func output(_ output: ModelOutput) -> String {
        switch output.kind {
        case .logits: "logits; softmax is applied"
        case .softmax: "probabilities"
        case .quantized: "u8: (value - \(output.zeroPoint ?? 0)) * \(output.scale ?? 1)"
        }
    }

    private static func labels(_ manifest: ModelManifest, in folder: URL?) -> String {
        let skipped = manifest.labelsToSkip > 0 ? ", without the first \(manifest.labelsToSkip)" : ""
        let labels = folder.flatMap {
            try? LabelSet.read($0.appending(path: manifest.labels), skip: manifest.labelsToSkip)
        }
        guard let labels else { return manifest.labels + skipped }
        let first = labels.labels.prefix(sampleLabels).joined(separator: ", ")
        let more = labels.count > sampleLabels ? ", …" : ""
        return "\(labels.count) in \(manifest.labels)\(skipped): \(first)\(more)"
    }

    private static func text(_ lines: [(String, String)]) -> String {
        lines.map { key, value in
            "\(key.padding(toLength: 10, withPad: " ", startingAt: 0))\(shown(value))\n"
        }.joined()
    }
}
