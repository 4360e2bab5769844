import ArgumentParser
import Foundation
import Inference
import TUI

/// The models that a job can ask for.
struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "List the models that are here, the default one marked.")

    @Option(help: "A folder of model packages, looked at before the user's and the bundled ones; may be repeated.")
    var models: [String] = []

    func validate() throws {
        try ModelFolders.check(models)
    }

    func run() async throws {
        let entries = ModelLibrary(folders: ModelFolders.all(given: models), defaultModel: nil).list()
        guard !entries.isEmpty else { throw CommandError("No model package was found.") }
        let width = entries.map { DisplayWidth.of(ShownText.sanitise($0.id)) }.max() ?? 0
        for entry in entries {
            let id = ShownText.sanitise(entry.id)
            let padding = String(repeating: " ", count: width - DisplayWidth.of(id))
            let what = entry.error.map { "unusable: \($0.message)" } ?? entry.manifest?.title ?? ""
            try StandardOutput.write("\(entry.isDefault ? "*" : " ") \(id)\(padding)  \(ShownText.sanitise(what))\n")
        }
    }
}
