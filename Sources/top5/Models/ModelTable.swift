import Foundation
import Inference
import TUI

/// `top5 models list` for people.
struct ModelTable {
    let view: ModelShelfView
    let catalog: ModelCatalog
    /// Each offer of the catalogue with size and licence, else their names only.
    let showsOffers: Bool

    var text: String {
        var lines = view.entries.isEmpty ? ["No model is here."] : installed
        if let chosen = view.library.chosenDefault, view.entries.contains(where: { $0.id == chosen }) == false {
            lines.append("The chosen default, \(shown(chosen)), is not here: pull it, or choose with top5 models use.")
        }
        let offers = catalog.notInstalled(view.entries)
        if !offers.isEmpty {
            lines.append("")
            lines += (showsOffers ? self.offers(offers) : summary(offers)).map(TerminalStyle.dim)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var installed: [String] {
        var table = PlainTable([.left, .left, .right, .right, .left, .left])
        table.add(["  MODEL", "TASK", "CLASSES", "SIZE", "STATE", "TITLE"])
        for entry in view.entries {
            let what = entry.error.map(\.message) ?? entry.manifest?.title ?? ""
            table.add([
                (entry.isDefault ? "* " : "  ") + shown(entry.id), entry.manifest?.task.name ?? "-",
                entry.classes.map(String.init) ?? "-", ByteText.of(ModelPackage.bytesOnDisk(entry.folder)),
                entry.state.rawValue, shown(what),
            ])
        }
        return table.lines
    }

    private func summary(_ offers: [CatalogEntry]) -> [String] {
        [
            "To be had: \(offers.map { shown($0.name) }.joined(separator: ", ")).",
            "Sizes and licences: top5 models list --all. Fetch one: top5 models pull NAME",
        ]
    }

    private func offers(_ offers: [CatalogEntry]) -> [String] {
        var table = PlainTable([.left, .right, .left, .left])
        table.add(["  TO BE HAD", "SIZE", "LICENCE", "TITLE"])
        for offer in offers {
            table.add([
                "  " + shown(offer.name), ByteText.of(Int64(offer.bytes)), shown(offer.license), shown(offer.title),
            ])
        }
        return table.lines + ["", "Fetch one: top5 models pull NAME"]
    }
}
